package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** `/var/lib/edgeward` on the simulated disk: generations and the confirmed link. */
final class Store {
    private static final String ROOT = "var/lib/edgeward";
    private static final String GENERATIONS = ROOT + "/generations";
    private static final String CONFIRMED = ROOT + "/confirmed";
    private static final String PROVEN = ".proven";
    private static final int KEPT = 10;

    private final Disk disk;
    private final Power power;

    Store(Disk disk, Power power) {
        this.disk = disk;
        this.power = power;
        disk.folder(GENERATIONS);
        disk.syncAll();
    }

    /** Copies a checked proposal in; when this returns, no power cut takes it away. */
    void accept(Generation proposal) {
        String incoming = ROOT + "/.incoming." + proposal.id();
        disk.remove(incoming);
        proposal.files()
                .forEach((path, content) -> {
                    disk.write(incoming + "/" + path, content);
                    power.step();
                });
        disk.write(incoming + "/manifest", proposal.manifest());
        disk.write(incoming + "/seal", proposal.digest() + "\n");
        power.step();
        disk.texts(incoming).keySet().forEach(path -> disk.sync(incoming + "/" + path));
        power.step();
        disk.foldersBelow(incoming).forEach(disk::sync);
        power.step();
        disk.rename(incoming, at(proposal.id()));
        power.step();
        disk.sync(GENERATIONS);
        power.step();
    }

    /** Makes it what the next boot follows; when this returns, no power cut takes that away. */
    void confirm(long id) {
        disk.write(proof(id), "");
        power.step();
        disk.link(CONFIRMED + ".new", "generations/" + id);
        power.step();
        disk.rename(CONFIRMED + ".new", CONFIRMED);
        power.step();
        disk.sync(GENERATIONS);
        disk.sync(ROOT);
        power.step();
    }

    Optional<Long> confirmed() {
        return disk.target(CONFIRMED)
                .map(target -> Long.parseLong(target.substring("generations/".length())));
    }

    List<Long> ids() {
        return disk.names(GENERATIONS).stream()
                .filter(name -> !name.endsWith(PROVEN))
                .map(Long::parseLong)
                .sorted()
                .toList();
    }

    /** Those that were confirmed once: nobody ever said of the others that they can be managed. */
    private NavigableSet<Long> proven() {
        return ids().stream()
                .filter(id -> disk.exists(proof(id)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean holds(long id) {
        return disk.exists(at(id));
    }

    /**
     * What stands on the disk, whole or not; empty if nothing is there or it names no predecessor.
     */
    Optional<Generation> read(long id) {
        SortedMap<String, String> files = new TreeMap<>(disk.texts(at(id)));
        String manifest = files.getOrDefault("manifest", "");
        files.keySet().removeAll(List.of("manifest", "seal"));
        return manifest.contains("\npredecessor ")
                ? Optional.of(Generation.of(id, manifest, files))
                : Optional.empty();
    }

    /** A generation whose every byte is as it was accepted. */
    Optional<Generation> whole(long id) {
        SortedMap<String, String> found = disk.texts(at(id));
        return read(id).filter(it -> it.manifest().equals(found.get("manifest")))
                .filter(it -> (it.digest() + "\n").equals(found.get("seal")));
    }

    /**
     * The generation that is followed where {@code wanted} was to be, and what is to be said about
     * it.
     */
    record Choice(Generation generation, List<String> alarms) {}

    /** What the boot follows; empty if this gateway was never adopted. */
    Optional<Choice> chooseForBoot() {
        return confirmed().map(id -> choose(id, proven().headSet(id, false).descendingSet()));
    }

    /** What comes back after a trial of {@code tried} that began at {@code from}. */
    Choice chooseForRevert(long from, long tried) {
        NavigableSet<Long> others = proven();
        others.remove(tried);
        return choose(from, others.descendingSet());
    }

    private Choice choose(long wanted, Iterable<Long> others) {
        if (wanted == Standing.BUILT_IN) {
            return new Choice(BuiltIn.generation(), List.of());
        }
        Optional<Generation> first = whole(wanted);
        if (first.isPresent()) {
            return new Choice(first.get(), List.of());
        }
        List<String> alarms = new ArrayList<>(List.of("damaged-" + wanted));
        for (long id : others) {
            Optional<Generation> next = whole(id);
            if (next.isPresent()) {
                return new Choice(next.get(), alarms);
            }
            if (id != wanted) {
                alarms.add("damaged-" + id);
            }
        }
        alarms.add("built-in");
        return new Choice(BuiltIn.generation(), alarms);
    }

    /** Whether there is much that nobody needs any more. */
    boolean isCrowded() {
        return ids().size() > 2 * KEPT;
    }

    /** Removes what nobody needs any more: to be called with no trial open. */
    void collect(long active) {
        List<Long> ids = ids();
        var kept = new TreeSet<>(ids.subList(Math.max(0, ids.size() - KEPT), ids.size()));
        kept.add(active);
        confirmed()
                .ifPresent(id -> {
                    kept.add(id);
                    read(id).map(Generation::predecessor).ifPresent(kept::add);
                });
        for (long id : ids) {
            boolean found = read(id).filter(it -> it.predecessor() == 0).isPresent();
            if (!found && !kept.contains(id)) {
                disk.remove(proof(id));
                disk.rename(at(id), ROOT + "/.trash/" + id);
                power.step();
                disk.remove(ROOT + "/.trash/" + id);
            }
        }
    }

    /** Alters a byte of the generation's settings behind everybody's back. */
    void damage(long id) {
        String settings = at(id) + "/" + Generation.SETTINGS;
        disk.rot(settings, disk.texts(at(id)).get(Generation.SETTINGS) + " ");
    }

    private static String at(long id) {
        return GENERATIONS + "/" + id;
    }

    private static String proof(long id) {
        return at(id) + PROVEN;
    }
}
