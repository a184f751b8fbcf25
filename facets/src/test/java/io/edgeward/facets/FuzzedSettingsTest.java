package io.edgeward.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.InterfaceName;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.core.settings.SettingsLanguage.Reading;
import io.edgeward.core.settings.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Hostile strings in every field: what is accepted is a value, and nothing but a value. */
class FuzzedSettingsTest {
    private static final Path GRAMMAR = Path.of("../packaging/root/usr/lib/edgeward/grammar");
    private static final Pattern RULE =
            Pattern.compile(
                    "(?:iifname \"([^\"]*)\" )?(?:ip6? saddr (\\S+) )?(tcp|udp) dport (\\S+) accept comment \"([^\"]*)\"");

    private final Facets facets = AllFacets.list();
    private final SettingsLanguage language = facets.language();
    private final Map<Path, List<Pattern>> grammars = new TreeMap<>();

    private static int wanted() {
        return "1".equals(System.getenv("EDGEWARD_LONG")) ? 100_000 : 5_000;
    }

    private static long seed() {
        String given = System.getenv("EDGEWARD_SEED");
        return given == null ? System.nanoTime() : Long.parseLong(given);
    }

    @Test
    void everyPlaceForAStringIsFoundInTheSchema() {
        assertThat(new FuzzedSettings(language, 1).places())
                .contains(
                        "/services/ssh/port",
                        "/firewall/allow/name (its name)",
                        "/firewall/allow/name/ports",
                        "/firewall/allow/name/protocol",
                        "/firewall/allow/name/through",
                        "/firewall/allow/name/sources/0");
    }

    @Test
    void whatIsAcceptedIsRenderedAsWhatTheApplierTakesAndMeansTheSame() throws IOException {
        long seed = seed();
        var fuzzed = new FuzzedSettings(language, seed);
        Map<String, Integer> accepted = new TreeMap<>();
        for (int number = 0; number < wanted(); number++) {
            FuzzedSettings.Sample sample = fuzzed.next(number);
            if (language.patch(language.defaults(), StrictJson.read(sample.document()))
                    instanceof Reading.Valid(Settings settings)) {
                accepted.merge(sample.place(), 1, Integer::sum);
                String what = "EDGEWARD_SEED=" + seed + " " + sample.place() + ": " + shown(sample);
                Map<String, String> files = new TreeMap<>(facets.render(settings));
                files.put("settings.json", settings.canonical() + "\n");
                for (Map.Entry<String, String> file : files.entrySet()) {
                    theGrammarTakes(file.getKey(), file.getValue(), what);
                }
                assertThat(parsed(files.getOrDefault("firewall/input", "")))
                        .as(what)
                        .containsExactlyElementsOf(single(facets.exposures(settings)));
            }
        }
        System.out.println(
                "counts: seed "
                        + seed
                        + ", strings "
                        + wanted()
                        + ", accepted by place "
                        + accepted);
        // An integer is never written as a string; every place for a string takes what is right.
        assertThat(accepted)
                .doesNotContainKey("/services/ssh/port")
                .hasSize(fuzzed.places().size() - 1);
    }

    private static String shown(FuzzedSettings.Sample sample) {
        StringBuilder shown = new StringBuilder();
        for (char it : sample.text().toCharArray()) {
            shown.append(
                    it >= ' ' && it < 127 ? String.valueOf(it) : "\\u%04x".formatted((int) it));
        }
        return shown.toString();
    }

    private void theGrammarTakes(String path, String text, String what) throws IOException {
        List<Pattern> grammar = grammar(path);
        // As bytes, and as grep reads them: only a line feed ends a line.
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).as(what).isEqualTo(text);
        if (text.isEmpty()) {
            return;
        }
        assertThat(text).as(what).endsWith("\n");
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            assertThat(grammar).as(what + " in " + path).anyMatch(it -> it.matcher(line).matches());
        }
    }

    private List<Pattern> grammar(String path) throws IOException {
        Path file = GRAMMAR.resolve(path);
        if (!grammars.containsKey(file)) {
            grammars.put(
                    file,
                    Files.readAllLines(file).stream()
                            .map(it -> it.replace("[:cntrl:]", "\\p{Cntrl}"))
                            .map(Pattern::compile)
                            .toList());
        }
        return grammars.get(file);
    }

    /** The rule lines read back, by what stands there. */
    private static List<Exposure> parsed(String lines) {
        List<Exposure> exposures = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            Matcher rule = RULE.matcher(line);
            assertThat(rule.matches()).as(line).isTrue();
            exposures.add(
                    new Exposure(
                            rule.group(5),
                            Protocol.valueOf(rule.group(3).toUpperCase(Locale.ROOT)),
                            PortRange.parse(rule.group(4)),
                            Optional.ofNullable(rule.group(2)).map(Cidr::parse).stream().toList(),
                            Optional.ofNullable(rule.group(1)).map(InterfaceName::parse)));
        }
        return exposures;
    }

    /** One for each source, as there is one rule for each. */
    private static List<Exposure> single(List<Exposure> exposures) {
        return exposures.stream()
                .flatMap(it ->
                        it.sources().isEmpty()
                                ? java.util.stream.Stream.of(it)
                                : it.sources().stream()
                                        .map(source ->
                                                new Exposure(
                                                        it.by(),
                                                        it.protocol(),
                                                        it.ports(),
                                                        List.of(source),
                                                        it.through())))
                .toList();
    }
}
