package io.edgeward.house;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One rule over the texts of the tree.
 *
 * @param says what holds
 * @param finds what breaks it
 * @param planted texts each of which breaks it, all alone: proof that the rule can fail
 */
record Rule(String says, Function<Tree, Stream<Breach>> finds, List<Source> planted) {
    Rule {
        planted = List.copyOf(planted);
    }

    /** A rule that needs to look at one text at a time. */
    static Rule each(
            String says,
            Predicate<Source> where,
            Function<Source, Stream<Breach>> finds,
            Source... planted) {
        return new Rule(
                says,
                tree -> tree.sources().stream().filter(where).flatMap(finds),
                List.of(planted));
    }

    List<Breach> breaches(Tree tree) {
        return finds.apply(tree).toList();
    }

    @Override
    public String toString() {
        return says;
    }
}
