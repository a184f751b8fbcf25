package io.edgeward.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every room has a sign at its door. */
final class PackageRules {
    private static final String SIGN = "/package-info.java";
    private static final Pattern TELLS = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*@NullMarked\\s");
    private static final Pattern SENTENCE = Pattern.compile("[.!?](?=\\s|$)");
    private static final int FEWEST = 2;
    private static final int MOST = 6;

    static final Rule EVERY_PACKAGE_HAS_A_SIGN =
            new Rule(
                    "every package has a package-info (that of a test may be what it tests)",
                    tree ->
                            tree.sources().stream()
                                    .filter(it -> unsigned(tree, it))
                                    .map(PackageRules::noSign),
                    List.of(
                            Source.of("m/src/main/java/a/A.java", "class A {}"),
                            Source.of("m/src/test/java/a/ATest.java", "class ATest {}")));

    static final Rule NOTHING_IS_NULL =
            Rule.each(
                    "every package-info says @NullMarked",
                    Source::isPackageInfo,
                    source ->
                            source.code().contains("@NullMarked\npackage ")
                                    ? Stream.of()
                                    : Stream.of(source.breach("no @NullMarked")),
                    Source.of("m/src/test/java/a" + SIGN, "package a;"),
                    Source.of("m/src/test/java/a" + SIGN, "/** Not @NullMarked. */", "package a;"));

    static final Rule THE_SIGN_TELLS_WHAT_THE_ROOM_IS_FOR =
            Rule.each(
                    "a package-info tells in two to six sentences what the package is for",
                    source -> source.isPackageInfo() && source.path().contains("/src/main/"),
                    PackageRules::tellsTooLittleOrTooMuch,
                    sign(""),
                    sign("/** Things that have no other place. */"),
                    sign("/** " + "It goes on and on. ".repeat(MOST + 1) + "*/"));

    static final List<Rule> ALL =
            List.of(EVERY_PACKAGE_HAS_A_SIGN, NOTHING_IS_NULL, THE_SIGN_TELLS_WHAT_THE_ROOM_IS_FOR);

    private PackageRules() {}

    /** A source file that is run as a script stands in no package. */
    private static boolean unsigned(Tree tree, Source source) {
        return source.isJava()
                && source.path().contains("/src/")
                && !tree.has(source.folder() + SIGN)
                && !tree.has(source.folder().replace("/src/test/", "/src/main/") + SIGN);
    }

    private static Breach noSign(Source source) {
        return source.breach("there is no package-info beside it");
    }

    private static Stream<Breach> tellsTooLittleOrTooMuch(Source source) {
        long sentences =
                TELLS.matcher(source.text())
                        .results()
                        .mapToLong(it -> SENTENCE.matcher(it.group(1).strip()).results().count())
                        .sum();
        return sentences >= FEWEST && sentences <= MOST
                ? Stream.of()
                : Stream.of(source.breach(sentences + " sentences"));
    }

    private static Source sign(String words) {
        return Source.of("m/src/main/java/a" + SIGN, words, "@NullMarked", "package a;");
    }
}
