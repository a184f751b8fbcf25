package io.edgeward.platform.linux;

import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.platform.Standing.Ended;
import io.edgeward.core.platform.Standing.How;
import io.edgeward.core.platform.Standing.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where the gateway stands from the links and files that the applier keeps. */
final class StandingFiles {
    private static final int LOOKS = 5;
    private static final Pattern LINK =
            Pattern.compile("(?:/var/lib/edgeward/)?generations/([1-9][0-9]{0,8})");
    private static final Pattern ID = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,9})?");
    private static final Pattern ENDED =
            Pattern.compile("([0-9]{1,9}) (confirmed|reverted(?: ([a-z]+))?)");

    private final Layout layout;

    StandingFiles(Layout layout) {
        this.layout = layout;
    }

    /** One moment: looks until two looks agree, since the applier moves one file after another. */
    Standing read() {
        Optional<Standing> before = Optional.empty();
        for (int look = 1; look < LOOKS; look++) {
            Optional<Standing> now = glance();
            if (now.isPresent() && now.equals(before)) {
                return now.get();
            }
            before = now;
        }
        return look();
    }

    private Optional<Standing> glance() {
        try {
            return Optional.of(look());
        } catch (PlatformException e) {
            // Perhaps caught in the middle of a move: the last look tells for good.
            return Optional.empty();
        }
    }

    private Standing look() {
        return new Standing(
                link(layout.active()),
                link(layout.confirmed()),
                text(layout.trial()).map(this::trial),
                text(layout.ended()).map(this::ended),
                text(layout.alarm()).map(it -> it.lines().toList()).orElse(List.of()));
    }

    private static Optional<Long> link(Path link) {
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            throw new PlatformException(Kind.UNREACHABLE, "reading the link " + link, e);
        }
        if (target.equals(Layout.BUILT_IN)) {
            return Optional.of(Standing.BUILT_IN);
        }
        Matcher match = LINK.matcher(target);
        if (!match.matches()) {
            throw new PlatformException(
                    Kind.UNINTELLIGIBLE,
                    "reading the link " + link + ": " + target + " is no generation");
        }
        return Optional.of(Long.parseLong(match.group(1)));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PlatformException(Kind.UNREACHABLE, "reading " + file, e);
        }
    }

    private Trial trial(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> values.put(words[0], words[1]));
        return new Trial(
                Long.parseLong(word(values, "id", ID)),
                values.getOrDefault("from", "").equals("built-in")
                        ? Standing.BUILT_IN
                        : Long.parseLong(word(values, "from", ID)),
                BootTime.ofSeconds(Double.parseDouble(word(values, "opened", SECONDS))),
                BootTime.ofSeconds(Double.parseDouble(word(values, "deadline", SECONDS))));
    }

    private String word(Map<String, String> values, String key, Pattern shape) {
        String word = values.getOrDefault(key, "");
        if (!shape.matcher(word).matches()) {
            throw unintelligible(layout.trial(), key + " is \"" + word + "\"");
        }
        return word;
    }

    private Ended ended(String text) {
        Matcher match = ENDED.matcher(text.strip());
        if (!match.matches()) {
            throw unintelligible(layout.ended(), "it says \"" + text.strip() + "\"");
        }
        How how =
                match.group(2).equals("confirmed")
                        ? How.CONFIRMED
                        : switch (match.group(3)) {
                            case "deadline" -> How.REVERTED_BY_DEADLINE;
                            case "request" -> How.REVERTED_BY_REQUEST;
                            case null, default -> How.REVERTED_BY_FAILURE;
                        };
        return new Ended(Long.parseLong(match.group(1)), how);
    }

    private static PlatformException unintelligible(Path file, String why) {
        return new PlatformException(Kind.UNINTELLIGIBLE, "reading " + file + ": " + why);
    }
}
