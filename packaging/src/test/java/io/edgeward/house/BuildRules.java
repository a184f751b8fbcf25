package io.edgeward.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the build reads, and what no file may know of the machine that it was written on. */
final class BuildRules {
    private static final Pattern VERSION =
            Pattern.compile("<(\\w+\\.)?version>(?!\\$\\{[\\w.-]+}<)[^<]*</(\\w+\\.)?version>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");

    /** The operator's home is the test bed's: every gateway has it. */
    private static final Pattern SOMEBODYS_FOLDER =
            Pattern.compile("(?<![\\w$})*.-])/(home/(?!operator\\b)|work/|Users/)\\w[\\w./-]*");

    private static final Pattern REGISTRY =
            Pattern.compile(
                    "\\b(repo1?\\.maven(\\.apache)?\\.org|repo\\.spring\\.io|plugins\\.gradle\\.org|jitpack\\.io"
                            + "|registry\\.npmjs\\.org|registry\\.yarnpkg\\.com|pypi\\.org|files\\.pythonhosted\\.org"
                            + "|proxy\\.golang\\.org|static\\.crates\\.io|docker\\.io|ghcr\\.io|quay\\.io"
                            + "|(deb|security|snapshot)\\.debian\\.org|[\\w.-]*(artifactory|nexus)[\\w-]*\\.\\w+)\\b");
    private static final Pattern PURPOSE =
            Pattern.compile("(#!.*\\n)?(# shellcheck .*\\n)?# (?!shellcheck )\\w.{20,}");

    static final Rule VERSIONS_STAND_IN_THE_ROOT =
            Rule.each(
                    "the version of a dependency or plugin stands in the root pom only",
                    source -> source.isPom() && source.path().contains("/"),
                    source ->
                            new Source(source.path(), PARENT.matcher(source.text()).replaceAll(""))
                                    .inText(VERSION),
                    Source.of("m/pom.xml", "<dependency><version>1.2</version></dependency>"),
                    Source.of("m/pom.xml", "<properties><a.version>1.2</a.version></properties>"));

    static final Rule NO_FOLDER_OF_ONE_MACHINE =
            Rule.each(
                    "no file names somebody's home or work folder",
                    source -> true,
                    source -> source.inText(SOMEBODYS_FOLDER),
                    Source.of("a", "cd /" + "home/ann/edgeward"),
                    Source.of("a.md", "see `/" + "work/notes.md`"),
                    Source.of("A.java", "Path.of(\"/" + "Users/ann/m2\")"));

    static final Rule NO_REGISTRY_BY_NAME =
            Rule.each(
                    "no file names the host of a registry: where things come from is for the machine to say",
                    source -> true,
                    source -> source.inText(REGISTRY),
                    Source.of("pom.xml", "<url>https://repo1.maven." + "org/maven2</url>"),
                    Source.of("m/package-lock.json", "https://registry.npmjs." + "org/a"),
                    Source.of("a", "debootstrap bookworm root http://deb.debian." + "org/debian"),
                    Source.of("a", "https://artifactory." + "example/maven"));

    static final Rule A_SCRIPT_SAYS_WHAT_IT_IS_FOR =
            Rule.each(
                    "a shell script begins with what it is for",
                    Source::isShell,
                    source ->
                            PURPOSE.matcher(source.text()).lookingAt()
                                    ? Stream.of()
                                    : Stream.of(source.breach("no sentence below its first line")),
                    Source.of("a", "#!/bin/sh", "set -eu"),
                    Source.of("a", "#!/bin/bash", "# shellcheck disable=SC2016", "set -eu"),
                    Source.of(
                            "a.sh",
                            "# shellcheck shell=sh",
                            "",
                            "# run: runs it, and waits for it"));

    static final List<Rule> ALL =
            List.of(
                    VERSIONS_STAND_IN_THE_ROOT,
                    NO_FOLDER_OF_ONE_MACHINE,
                    NO_REGISTRY_BY_NAME,
                    A_SCRIPT_SAYS_WHAT_IT_IS_FOR);

    private BuildRules() {}
}
