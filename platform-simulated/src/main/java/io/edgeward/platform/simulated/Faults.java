package io.edgeward.platform.simulated;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What shall go wrong. Each fault strikes once, at the next use of its verb; blindness stays until
 * it is lifted. May be called from any thread.
 */
public final class Faults {
    private final Map<Verb, Queue<Fault>> next = new EnumMap<>(Verb.class);
    private final Set<String> unseen = new TreeSet<>();
    private boolean unreachable;

    /** The next {@code verb} goes wrong; called twice, the next two do. */
    public synchronized void next(Verb verb, Fault fault) {
        next.computeIfAbsent(verb, any -> new ArrayDeque<>()).add(fault);
    }

    /**
     * {@code observe} no longer sees a component: {@code listeners}, {@code services}, {@code
     * consoles}, {@code filter}, {@code values}, {@code kernelCommandLine} or {@code accounts}.
     */
    public synchronized void hide(String component) {
        unseen.add(component);
    }

    /** {@code observe} sees everything again. */
    public synchronized void hideNothing() {
        unseen.clear();
    }

    /** Nobody answers at the applier's socket any more; or somebody does again. */
    public synchronized void unreachable(boolean gone) {
        unreachable = gone;
    }

    synchronized boolean unreachable() {
        return unreachable;
    }

    synchronized Set<String> hidden() {
        return Set.copyOf(unseen);
    }

    /** The fault that strikes now, if the next one in line is of that kind. */
    synchronized Optional<Fault> strike(Verb verb, Predicate<Fault> kind) {
        Queue<Fault> line = next.getOrDefault(verb, new ArrayDeque<>());
        Optional<Fault> due = Optional.ofNullable(line.peek()).filter(kind);
        due.ifPresent(any -> line.remove());
        return due;
    }
}
