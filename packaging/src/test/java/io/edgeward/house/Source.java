package io.edgeward.house;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One text of the tree.
 *
 * @param path from the root of the tree
 */
record Source(String path, String text) {
    private static final Pattern NO_CODE =
            Pattern.compile(
                    """
                    \"""[\\s\\S]*?\"""|"(?:[^"\\\\\\n]|\\\\.)*+"|'(?:[^'\\\\\\n]|\\\\.)++'\
                    |//[^\\n]*|/\\*[\\s\\S]*?\\*/\
                    """);
    private static final Pattern SHELL = Pattern.compile("#!\\S*[/ ](ba|da)?sh\\b");

    static Source of(String path, String... lines) {
        return new Source(path, String.join("\n", lines) + "\n");
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Without the slash; empty at the root. */
    String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    boolean isPackageInfo() {
        return name().equals("package-info.java");
    }

    boolean isJava() {
        return path.endsWith(".java") && !isPackageInfo();
    }

    boolean isMainJava() {
        return isJava() && path.contains("/src/main/");
    }

    boolean isTestJava() {
        return isJava() && path.contains("/src/test/");
    }

    boolean isShell() {
        return path.endsWith(".sh") || SHELL.matcher(text).lookingAt();
    }

    boolean isPage() {
        return path.endsWith(".md");
    }

    boolean isPom() {
        return name().equals("pom.xml");
    }

    int size() {
        return (int) text.lines().count();
    }

    /** Java without what stands in comments and strings, line by line where it was. */
    String code() {
        return NO_CODE.matcher(text).replaceAll(it -> it.group().replaceAll("[^\\n]", ""));
    }

    /** Where the pattern is found in this text's code. */
    Stream<Breach> inCode(Pattern pattern) {
        return in(code(), pattern);
    }

    /** Where the pattern is found anywhere in this text. */
    Stream<Breach> inText(Pattern pattern) {
        return in(text, pattern);
    }

    private Stream<Breach> in(String searched, Pattern pattern) {
        return pattern.matcher(searched)
                .results()
                .map(it -> breach(line(searched, it.start()) + ": " + firstLine(it.group())));
    }

    Breach breach(String says) {
        return new Breach(path, says);
    }

    private static String line(String searched, int at) {
        return "line " + (1 + searched.substring(0, at).chars().filter(it -> it == '\n').count());
    }

    private static String firstLine(String found) {
        return Arrays.stream(found.strip().split("\n", 2)).findFirst().orElse("");
    }
}
