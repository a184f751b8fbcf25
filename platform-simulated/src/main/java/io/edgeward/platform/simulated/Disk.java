package io.edgeward.platform.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A disk with a cache before it. A power cut keeps what was synced; of the rest each name and each
 * text may or may not have got there. To be called under the gateway's lock only.
 */
final class Disk {
    private sealed interface Node permits Folder, Text, Link {}

    private static final class Folder implements Node {
        private TreeMap<String, Node> now = new TreeMap<>();
        private TreeMap<String, Node> kept = new TreeMap<>();
    }

    private static final class Text implements Node {
        private String now = "";
        private String kept = "";
    }

    private record Link(String target) implements Node {}

    private final Folder root = new Folder();
    private Optional<String> trouble = Optional.empty();
    private long writes;

    /** From now on every write is refused for this reason; empty: the disk is well again. */
    void ail(Optional<String> reason) {
        trouble = reason;
    }

    /** How often something was written, moved or removed. */
    long writes() {
        return writes;
    }

    /** A text in a folder; makes the folders on the way. */
    void write(String path, String content) {
        writable();
        Folder folder = folders(parent(path));
        var text =
                folder.now.get(name(path)) instanceof Text known
                        ? known
                        : put(folder, name(path), new Text());
        text.now = content;
    }

    void link(String path, String target) {
        writable();
        put(folders(parent(path)), name(path), new Link(target));
    }

    void folder(String path) {
        writable();
        folders(path);
    }

    void rename(String from, String to) {
        writable();
        Node moved = folders(parent(from)).now.remove(name(from));
        put(folders(parent(to)), name(to), Objects.requireNonNull(moved, from));
    }

    void remove(String path) {
        writable();
        folders(parent(path)).now.remove(name(path));
    }

    /** Text, or the names in a folder: what is there now is there after a power cut. */
    void sync(String path) {
        switch (find(path)) {
            case Text text -> text.kept = text.now;
            case Folder folder -> folder.kept = new TreeMap<>(folder.now);
            case Link _ ->
                    throw new IllegalArgumentException("a link has nothing to sync: " + path);
            case null -> throw new IllegalArgumentException("not there: " + path);
        }
    }

    /** All of it, as an orderly shutdown does. */
    void syncAll() {
        settle(root, () -> true);
    }

    /**
     * The power is gone.
     *
     * @param luck asked for each thing that was not synced: whether it got there nevertheless
     */
    void cut(BooleanSupplier luck) {
        settle(root, luck);
    }

    private static void settle(Folder folder, BooleanSupplier luck) {
        TreeMap<String, Node> left = new TreeMap<>();
        var names = new TreeSet<>(folder.now.keySet());
        names.addAll(folder.kept.keySet());
        for (String name : names) {
            Node now = folder.now.get(name);
            Node kept = folder.kept.get(name);
            Node survives = Objects.equals(now, kept) || !luck.getAsBoolean() ? kept : now;
            if (survives != null) {
                left.put(name, survives);
            }
        }
        left.values()
                .forEach(node -> {
                    switch (node) {
                        case Folder below -> settle(below, luck);
                        case Text text -> {
                            text.now =
                                    text.now.equals(text.kept) || luck.getAsBoolean()
                                            ? text.now
                                            : text.kept;
                            text.kept = text.now;
                        }
                        case Link _ -> {}
                    }
                });
        folder.now = left;
        folder.kept = new TreeMap<>(left);
    }

    /** Bits rot: the text is another one, now and after a power cut. */
    void rot(String path, String content) {
        if (find(path) instanceof Text text) {
            text.now = content;
            text.kept = content;
        }
    }

    boolean exists(String path) {
        return find(path) != null;
    }

    Optional<String> target(String path) {
        return find(path) instanceof Link(String target) ? Optional.of(target) : Optional.empty();
    }

    List<String> names(String path) {
        return find(path) instanceof Folder folder ? List.copyOf(folder.now.keySet()) : List.of();
    }

    /** Every text below a folder, by its path from there. */
    SortedMap<String, String> texts(String path) {
        SortedMap<String, String> found = new TreeMap<>();
        if (find(path) instanceof Folder folder) {
            collect(folder, "", found);
        }
        return found;
    }

    /** Every folder below a folder, deepest first, and itself. */
    List<String> foldersBelow(String path) {
        List<String> found = new ArrayList<>();
        for (String name : names(path)) {
            found.addAll(foldersBelow(path + "/" + name));
        }
        if (find(path) instanceof Folder) {
            found.add(path);
        }
        return found;
    }

    private static void collect(Folder folder, String at, Map<String, String> found) {
        folder.now.forEach((name, node) -> {
            switch (node) {
                case Folder below -> collect(below, at + name + "/", found);
                case Text text -> found.put(at + name, text.now);
                case Link _ -> {}
            }
        });
    }

    private @Nullable Node find(String path) {
        Node node = root;
        for (String name : path.split("/", -1)) {
            node = node instanceof Folder folder ? folder.now.get(name) : null;
        }
        return node;
    }

    private Folder folders(String path) {
        Folder folder = root;
        for (String name : path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1))) {
            folder =
                    folder.now.get(name) instanceof Folder below
                            ? below
                            : put(folder, name, new Folder());
        }
        return folder;
    }

    private static <N extends Node> N put(Folder folder, String name, N node) {
        folder.now.put(name, node);
        return node;
    }

    private void writable() {
        if (trouble.isPresent()) {
            throw new DiskTrouble(trouble.get());
        }
        writes++;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The disk did not take it. */
    static final class DiskTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        DiskTrouble(String reason) {
            super("writing to the simulated disk: " + reason);
            this.reason = reason;
        }

        /** A word of the applier's contract. */
        String reason() {
            return reason;
        }
    }
}
