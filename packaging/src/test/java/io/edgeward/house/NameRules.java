package io.edgeward.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What things are called. */
final class NameRules {
    private static final Pattern SAYS_NOTHING =
            Pattern.compile(
                    "\\b(class|record|interface|enum) \\w*(Manager|Helper|Utils?|Impl|Base)\\b");
    private static final Pattern GETTER =
            Pattern.compile(
                    "(?m)(?<!@Override\\n)^ +(?!return |throw |new )(\\w[\\w<>\\[\\]?, .]* )?"
                            + "[\\w<>\\[\\]?,]+ get[A-Z]\\w*\\(\\)(?= *(\\{|;|throws))");
    private static final Pattern TEST =
            Pattern.compile(
                    "(?m)^ +@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b"
                            + "(?:.*\\n)+? +(?:[\\w.<>?,\\[\\]]+ )+(\\w+)\\(");
    private static final Pattern CLAIM =
            Pattern.compile("(?!test)[a-z][a-z0-9]*+([A-Z][a-z0-9]*){2,}+");

    static final Rule A_NAME_SAYS_WHAT_IT_IS =
            Rule.each(
                    "no type is a Manager, Helper, Util, Impl or Base",
                    Source::isJava,
                    source -> source.inCode(SAYS_NOTHING),
                    Source.of("A.java", "final class SshManager {}"),
                    Source.of("A.java", "class A {", "    private record DateUtils() {}", "}"),
                    Source.of("A.java", "public abstract class FacetBase<T> {}"),
                    Source.of("A.java", "class EngineImpl implements Engine {}"));

    static final Rule ACCESSORS_WITHOUT_GET =
            Rule.each(
                    "no accessor of ours begins with get",
                    Source::isJava,
                    source -> source.inCode(GETTER),
                    Source.of("A.java", "class A {", "    int getPort() {", "    }", "}"),
                    Source.of("A.java", "interface A {", "    List<Port> getPorts();", "}"),
                    Source.of("A.java", "class A {", "    public final A getA() {", "    }", "}"));

    static final Rule TESTS_ARE_CLAIMS =
            Rule.each(
                    "the name of a test is a claim: three words or more, no underscore, no \"test\"",
                    Source::isTestJava,
                    NameRules::noClaims,
                    test("void testPortIsChecked() {"),
                    test("void port_is_checked() {"),
                    test("void works() {"),
                    Source.of(
                            "m/src/test/java/ATest.java",
                            "class ATest {",
                            "    @ParameterizedTest",
                            "    @ValueSource(ints = {1, 2})",
                            "    void ports(int port) {}",
                            "}"));

    static final List<Rule> ALL =
            List.of(A_NAME_SAYS_WHAT_IT_IS, ACCESSORS_WITHOUT_GET, TESTS_ARE_CLAIMS);

    private NameRules() {}

    private static Stream<Breach> noClaims(Source source) {
        return TEST.matcher(source.code())
                .results()
                .map(it -> it.group(1))
                .filter(name -> !CLAIM.matcher(name).matches())
                .map(source::breach);
    }

    private static Source test(String method) {
        return Source.of(
                "m/src/test/java/ATest.java", "class ATest {", "    @Test", "    " + method, "}");
    }
}
