package io.edgeward.platform.linux;

import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The applier's table of switches: which units stand behind which switch.
 *
 * @param units by the switch's name, as {@code local-console}; a template stands for its instances
 */
record Switches(Map<String, SequencedSet<String>> units) {
    private static final Pattern SWITCH = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern UNIT =
            Pattern.compile("[A-Za-z0-9:_.\\\\-]+(@[A-Za-z0-9:_.\\\\-]*)?\\.[a-z]+");

    static Switches read(Path table) {
        try {
            return parse(Files.readAllLines(table));
        } catch (IOException e) {
            throw new PlatformException(
                    Kind.UNREACHABLE, "reading the table of switches " + table, e);
        }
    }

    /**
     * @param lines switch, unit and more; what stands behind {@code #} is a comment
     */
    static Switches parse(Collection<String> lines) {
        Map<String, SequencedSet<String>> units = new LinkedHashMap<>();
        for (String line : lines) {
            String text = line.replaceFirst("#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            List<String> words = List.of(text.split("\\s+"));
            if (words.size() < 2
                    || !SWITCH.matcher(words.get(0)).matches()
                    || !UNIT.matcher(words.get(1)).matches()) {
                throw new PlatformException(
                        Kind.UNINTELLIGIBLE,
                        "reading the table of switches: \"" + line + "\" names no switch and unit");
            }
            units.computeIfAbsent(words.get(0), _ -> new LinkedHashSet<>()).add(words.get(1));
        }
        return new Switches(Collections.unmodifiableMap(units));
    }
}
