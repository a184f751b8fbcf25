package io.edgeward.core.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One complete, rendered, immutable set of everything that a settings document means.
 *
 * @param id 1 to 999999999, never used again
 * @param predecessor the generation that was active when this one was made; 0: none
 * @param renderer the version of Edgeward that rendered it; empty: one that did not say so, whose
 *     manifest has the form 1
 * @param files path to content, UTF-8, without the manifest; holds {@code settings.json}
 */
public record Generation(
        long id, long predecessor, String renderer, SortedMap<String, String> files) {
    /** The version of the manifest's form; the one before it is still read. */
    public static final int FORMAT = 2;

    private static final Pattern PREDECESSOR =
            Pattern.compile("^predecessor ([0-9]{1,9})$", Pattern.MULTILINE);
    private static final Pattern RENDERER =
            Pattern.compile("^renderer ([A-Za-z0-9][A-Za-z0-9.+~-]{0,63})$", Pattern.MULTILINE);

    public static final String SETTINGS = "settings.json";

    public Generation {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public Generation(long id, long predecessor, String renderer, Map<String, String> files) {
        this(id, predecessor, renderer, new TreeMap<>(files));
    }

    /**
     * What a manifest and the files beside it tell. They belong together if {@link #manifest()}
     * gives that manifest back.
     */
    public static Generation of(long id, String manifest, Map<String, String> files) {
        Matcher predecessor = PREDECESSOR.matcher(manifest);
        Matcher renderer = RENDERER.matcher(manifest);
        return new Generation(
                id,
                predecessor.find() ? Long.parseLong(predecessor.group(1)) : 0,
                renderer.find() ? renderer.group(1) : "",
                files);
    }

    /** Whether it is what was found when Edgeward came. */
    public boolean isAdopted() {
        return predecessor == 0 && id != Standing.BUILT_IN;
    }

    /** The form of its manifest. */
    public int format() {
        return renderer.isEmpty() ? FORMAT - 1 : FORMAT;
    }

    public String settings() {
        return files.getOrDefault(SETTINGS, "");
    }

    /** The table of contents, with the SHA-256 of each file. */
    public String manifest() {
        var text = new StringBuilder();
        text.append("format ").append(format()).append('\n');
        text.append("generation ").append(id).append('\n');
        text.append("predecessor ").append(predecessor).append('\n');
        if (!renderer.isEmpty()) {
            text.append("renderer ").append(renderer).append('\n');
        }
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
