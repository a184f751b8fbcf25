package io.edgeward.house;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What can be read in one sitting. */
final class SizeRules {
    private static final int END = 400;
    private static final int USUAL = 80;
    private static final int LONG = 200;

    static final Rule NO_FILE_BEYOND_THE_END =
            Rule.each(
                    "no Java or shell file has more than 400 lines",
                    source -> source.path().endsWith(".java") || source.isShell(),
                    source -> longer(source, END),
                    Source.of("m/src/test/java/LongTest.java", lines(END + 1)),
                    Source.of("m/long", "#!/bin/sh", lines(END)));

    static final Rule HALF_ARE_SHORT =
            new Rule(
                    "half of the classes have 80 lines at most",
                    tree -> longer(tree, 0.5, USUAL),
                    List.of(Source.of("m/src/main/java/Long.java", lines(USUAL + 1))));

    static final Rule FEW_ARE_LONG =
            new Rule(
                    "nine of ten classes have 200 lines at most",
                    tree -> longer(tree, 0.9, LONG),
                    List.of(Source.of("m/src/main/java/Long.java", lines(LONG + 1))));

    static final List<Rule> ALL = List.of(NO_FILE_BEYOND_THE_END, HALF_ARE_SHORT, FEW_ARE_LONG);

    private SizeRules() {}

    /** The class that stands at this share of all, ordered by length, if it is too long. */
    private static Stream<Breach> longer(Tree tree, double share, int most) {
        List<Source> byLength =
                tree.sources().stream()
                        .filter(Source::isMainJava)
                        .sorted(Comparator.comparingInt(Source::size))
                        .toList();
        return longer(byLength.get((int) (byLength.size() * share)), most);
    }

    private static Stream<Breach> longer(Source source, int most) {
        return Stream.of(source)
                .filter(it -> it.size() > most)
                .map(it -> it.breach(it.size() + " lines"));
    }

    private static String lines(int count) {
        return String.join("\n", Stream.generate(() -> "//").limit(count).toList());
    }
}
