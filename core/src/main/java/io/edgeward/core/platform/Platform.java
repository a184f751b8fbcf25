package io.edgeward.core.platform;

import java.util.List;
import java.util.Optional;

/**
 * The operating system, as the engine needs it. Every verb blocks until the system has answered; an
 * answer is a value, also when it says no. A {@link PlatformException} means that there was no
 * answer. May be called from any thread; the system itself does one thing at a time.
 */
public interface Platform {
    /** "linux" or "simulated". */
    String name();

    /** Now, on the clock that deadlines are told in. */
    BootTime now();

    /**
     * What is followed now, what the next boot follows, and the open trial. Cheap; never a memory.
     */
    Standing standing();

    /** The ids of all accepted generations, oldest first. */
    List<Long> generations();

    /** An accepted generation; empty if there is none with this id. */
    Optional<Generation> generation(long id);

    /** Accepts the first generation: what was found, confirmed at once, nothing altered. */
    Answer adopt(Generation proposal);

    /** Accepts a generation and follows it on trial until the deadline. */
    Answer activate(Generation proposal, BootTime deadline);

    /** Follows an accepted generation on trial until the deadline. */
    Answer reactivate(long id, BootTime deadline);

    /** Follows the active generation again, doing only what differs. */
    Answer heal(long id);

    /** Moves the deadline of the open trial. */
    Answer extend(long id, BootTime deadline);

    /** Makes the open trial the confirmed generation. */
    Answer confirm(long id);

    /** Ends the open trial: back to the generation before. */
    Answer revert(long id);

    /** What is really there, read anew. */
    Observation observe();

    /** The login that a local process belongs to; empty if it belongs to none. */
    Optional<Login> loginOf(long processId);

    /**
     * Calls {@code onChange} on a thread of the platform's whenever the standing may have changed
     * by itself, as when a trial's time has run out. A call too many is allowed, one too few is
     * not.
     */
    Watch watch(Runnable onChange);

    /** Ends a watch. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
