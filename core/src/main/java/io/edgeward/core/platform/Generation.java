package io.edgeward.core.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One complete, rendered, immutable set of everything that a settings document means.
 *
 * @param id 1 to 999999999, never used again
 * @param predecessor the generation that was active when this one was made; 0: none
 * @param files path to content, UTF-8, without the manifest; holds {@code settings.json}
 */
public record Generation(long id, long predecessor, SortedMap<String, String> files) {
    /** The version of the manifest's form. */
    public static final int FORMAT = 1;

    public static final String SETTINGS = "settings.json";

    public Generation {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public Generation(long id, long predecessor, Map<String, String> files) {
        this(id, predecessor, new TreeMap<>(files));
    }

    public String settings() {
        return files.getOrDefault(SETTINGS, "");
    }

    /** The table of contents, with the SHA-256 of each file. */
    public String manifest() {
        var text = new StringBuilder();
        text.append("format ").append(FORMAT).append('\n');
        text.append("generation ").append(id).append('\n');
        text.append("predecessor ").append(predecessor).append('\n');
        files.forEach((path, content) ->
                text.append("file ").append(sha256(content)).append(' ').append(path).append('\n'));
        return text.toString();
    }

    /** SHA-256 of the manifest: names every byte of the generation. */
    public String digest() {
        return sha256(manifest());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "this Java lacks SHA-256, which every Java must have", e);
        }
    }
}
