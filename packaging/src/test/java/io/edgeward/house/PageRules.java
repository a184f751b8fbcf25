package io.edgeward.house;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pages that cannot lie about what is there. */
final class PageRules {
    private static final String DECISIONS = "docs/decisions/";
    private static final String INDEX = DECISIONS + "README.md";
    private static final String RULES = "posture/src/main/resources/rules/";
    private static final String RULES_PAGE = "docs/reference/rules.md";
    private static final Pattern CODE =
            Pattern.compile("(?m)^```[\\s\\S]*?^```|^    .*$|`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)");
    private static final String PROOFS = "docs/reference/proofs.md";

    /** A claim of a suite ("40-boot: words of it"), or a test method ("TrialIT.name"). */
    private static final Pattern PROOF =
            Pattern.compile("`(?:(lifecycle|[0-9]{2}-[a-z-]+): ([^`]+)|([A-Z]\\w+)\\.(\\w*))`");

    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|#.*");

    static final Rule DECISIONS_ARE_LISTED =
            new Rule(
                    "every decision is in the list of " + INDEX,
                    tree ->
                            pages(tree, DECISIONS, ".md")
                                    .filter(it -> !listed(tree, it))
                                    .map(PageRules::unlisted),
                    List.of(Source.of(DECISIONS + "0042-a-thing.md", "# 42. A thing")));

    static final Rule RULES_ARE_DESCRIBED =
            new Rule(
                    "every rule has its entry in " + RULES_PAGE,
                    tree ->
                            pages(tree, RULES, ".yaml")
                                    .filter(it -> !described(tree, it))
                                    .map(PageRules::unlisted),
                    List.of(Source.of(RULES + "TPE-9.9.yaml", "id: TPE-9.9")));

    static final Rule LINKS_LEAD_SOMEWHERE =
            new Rule(
                    "every link of a page to a file leads to one",
                    tree ->
                            tree.sources().stream()
                                    .filter(Source::isPage)
                                    .flatMap(it -> deadLinks(tree, it)),
                    List.of(
                            Source.of("README.md", "See [that](docs/nowhere.md)."),
                            Source.of("docs/a/b.md", "See [that](../../../up.md#there).")));

    static final Rule PROOFS_EXIST =
            new Rule(
                    "every test that " + PROOFS + " names is there",
                    tree -> tree.at(PROOFS).stream().flatMap(it -> missingProofs(tree, it)),
                    List.of(
                            Source.of(PROOFS, "| R1 | so | `NoSuchIT.nothingHappens` |"),
                            Source.of(PROOFS, "| R1 | so | `99-none: nothing happens` |")));

    static final List<Rule> ALL =
            List.of(DECISIONS_ARE_LISTED, RULES_ARE_DESCRIBED, LINKS_LEAD_SOMEWHERE, PROOFS_EXIST);

    private PageRules() {}

    private static Stream<Source> pages(Tree tree, String folder, String ending) {
        return tree.sources().stream()
                .filter(it -> it.path().startsWith(folder) && it.path().endsWith(ending))
                .filter(it -> !it.path().equals(INDEX));
    }

    private static boolean listed(Tree tree, Source page) {
        return tree.at(INDEX)
                .filter(it -> it.text().contains("](" + page.name() + ")"))
                .isPresent();
    }

    private static boolean described(Tree tree, Source rule) {
        String id = rule.name().replace(".yaml", "");
        return tree.at(RULES_PAGE)
                .filter(it -> it.text().contains("\n## " + id + ": "))
                .isPresent();
    }

    private static Breach unlisted(Source source) {
        return source.breach("is not there");
    }

    private static Stream<Breach> deadLinks(Tree tree, Source page) {
        return LINK.matcher(CODE.matcher(page.text()).replaceAll(""))
                .results()
                .map(PageRules::target)
                .filter(it -> !ELSEWHERE.matcher(it).matches())
                .filter(it -> !tree.has(resolved(page, it)))
                .map(page::breach);
    }

    private static Stream<Breach> missingProofs(Tree tree, Source page) {
        return PROOF.matcher(rows(page))
                .results()
                .filter(it -> !proven(tree, it))
                .map(it -> page.breach(it.group()));
    }

    private static String rows(Source page) {
        return page.text().lines().filter(it -> it.startsWith("| ")).collect(joining("\n"));
    }

    private static boolean proven(Tree tree, MatchResult proof) {
        String file =
                proof.group(3) != null
                        ? "/" + proof.group(3) + ".java"
                        : proof.group(1).equals("lifecycle")
                                ? "packaging/lifecycle-test/run"
                                : "packaging/applier-test/claims/" + proof.group(1) + ".pl";
        String words =
                proof.group(3) == null
                        ? proof.group(2)
                        : proof.group(4).isEmpty() ? "@Test" : " " + proof.group(4) + "(";
        return tree.sources().stream()
                .anyMatch(it -> it.path().endsWith(file) && it.text().contains(words));
    }

    private static String target(MatchResult link) {
        return link.group(1);
    }

    private static String resolved(Source page, String link) {
        String file = link.replaceFirst("#.*", "");
        return Path.of(page.folder()).resolve(file).normalize().toString();
    }
}
