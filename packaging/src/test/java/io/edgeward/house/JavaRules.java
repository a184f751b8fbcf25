package io.edgeward.house;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is not written here, though the compiler would take it. */
final class JavaRules {
    /** The daemon's clock and the command line's; everybody else is given one. */
    private static final Set<String> CLOCKS_ARE_MADE =
            Set.of(
                    "gateway/src/main/java/io/edgeward/gateway/Gateway.java",
                    "cli/src/main/java/io/edgeward/cli/call/Surroundings.java");

    private static final Pattern CATCH_ALL =
            Pattern.compile("catch \\((final )?([\\w.]+ \\| )*(Exception|Throwable)\\b");
    private static final Pattern BARE_THROW =
            Pattern.compile("new (RuntimeException|Exception|Error|Throwable)\\(");
    private static final Pattern STATIC_VARIABLE =
            Pattern.compile("(?m)^ +(?!.*\\bfinal\\b)(@?\\w+ )*static [^(){};=]*\\w\\s*[;=]");
    private static final Pattern STATIC_STORE =
            Pattern.compile(
                    "static final [^;(){}=]*=\\s*new \\w*(Map|Set|List|Deque|Queue|ThreadLocal|Adder|"
                            + "Builder|Buffer|AtomicBoolean|AtomicInteger|AtomicLong|"
                            + "AtomicReference)\\b");

    /** Asking a clock that was given is well: {@code LocalTime.now(clock)}. */
    private static final Pattern CLOCK =
            Pattern.compile(
                    "System\\.currentTimeMillis|new Date\\(\\)|\\b(Clock|InstantSource)\\.(system|tick)"
                            + "|\\b(Instant|Local\\w+|Zoned\\w+|Offset\\w+|Year)"
                            + "\\.now\\((?![\\w.()]*\\bclock\\b)");

    private static final Pattern MOCKS =
            Pattern.compile(
                    "import (static )?(org\\.(mockito|easymock|powermock|jmock)|mockit|io\\.mockk)\\b");

    static final Rule NOBODY_CATCHES_EVERYTHING =
            Rule.each(
                    "nobody catches Exception or Throwable",
                    Source::isJava,
                    source -> source.inCode(CATCH_ALL),
                    java("try { go(); } catch (Exception e) {"),
                    java("try { go(); } catch (Throwable e) {"),
                    java("try { go(); } catch (IOException | Exception e) {"));

    static final Rule AN_EXCEPTION_HAS_A_KIND =
            Rule.each(
                    "what is thrown has a kind of its own",
                    Source::isJava,
                    source -> source.inCode(BARE_THROW),
                    java("throw new RuntimeException(\"no\");"),
                    java("return new Exception(e);"));

    static final Rule NO_STATIC_STATE =
            Rule.each(
                    "no state is static",
                    Source::isMainJava,
                    source -> Stream.of(STATIC_VARIABLE, STATIC_STORE).flatMap(source::inCode),
                    inMain("private static int count;"),
                    inMain("static volatile Engine engine = new Engine();"),
                    inMain("private static final Map<String, Port> PORTS =", "new HashMap<>();"),
                    inMain("static final AtomicLong COUNT = new AtomicLong();"),
                    inMain("static final List<Port> SEEN = new CopyOnWriteArrayList<>();"));

    static final Rule IMPORTS_ARE_NAMED =
            Rule.each(
                    "no import has a wildcard",
                    source -> source.path().endsWith(".java"),
                    source -> source.inCode(Pattern.compile("(?m)^import .*\\*;")),
                    Source.of("A.java", "import java.util.*;"),
                    Source.of("A.java", "import static org.assertj.core.api.Assertions.*;"));

    static final Rule TIME_COMES_IN_BY_CONSTRUCTOR =
            Rule.each(
                    "nobody asks for the time of day but where the clock is made",
                    source -> source.isMainJava() && !CLOCKS_ARE_MADE.contains(source.path()),
                    source -> source.inCode(CLOCK),
                    inMain("long now = System.currentTimeMillis();"),
                    inMain("var now = Instant.now();"),
                    inMain("var today = LocalDate.now(zone);"),
                    inMain("Clock clock = Clock.systemUTC();"));

    static final Rule NO_MOCKS =
            Rule.each(
                    "no library makes mocks: a fake is written by the author of the port",
                    source -> source.path().endsWith(".java"),
                    source -> source.inCode(MOCKS),
                    Source.of("A.java", "import org.mockito.Mock;"),
                    Source.of("A.java", "import static org.easymock.EasyMock.expect;"));

    static final List<Rule> ALL =
            List.of(
                    NOBODY_CATCHES_EVERYTHING,
                    AN_EXCEPTION_HAS_A_KIND,
                    NO_STATIC_STATE,
                    IMPORTS_ARE_NAMED,
                    TIME_COMES_IN_BY_CONSTRUCTOR,
                    NO_MOCKS);

    private JavaRules() {}

    private static Source java(String... lines) {
        return Source.of("A.java", inside(lines));
    }

    private static Source inMain(String... lines) {
        return Source.of("m/src/main/java/A.java", inside(lines));
    }

    private static String inside(String... lines) {
        return "class A {\n    " + String.join("\n            ", lines) + "\n}";
    }
}
