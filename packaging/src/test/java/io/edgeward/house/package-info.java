/**
 * The rules of the house, checked: a rule without a check is a wish. {@code ArrowsTest} looks at
 * compiled classes, {@code HouseRulesTest} at every text of the tree. Every rule is shown to bite
 * on something planted. Whoever needs an exception writes it into {@code Waivers}, with the reason.
 */
@NullMarked
package io.edgeward.house;

import org.jspecify.annotations.NullMarked;
