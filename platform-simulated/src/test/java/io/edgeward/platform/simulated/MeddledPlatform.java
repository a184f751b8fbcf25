package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A platform beside which something happens, right before or right after a verb. */
record MeddledPlatform(Platform platform, Meddler meddler) implements Platform {
    /** What happens there; may throw what then befalls the daemon. */
    interface Meddler {
        void at(Verb verb, boolean before);
    }

    /** The daemon was killed, which no code of its own can prevent or see. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private <T> T around(Verb verb, Supplier<T> act) {
        meddler.at(verb, true);
        T answer = act.get();
        meddler.at(verb, false);
        return answer;
    }

    @Override
    public String name() {
        return platform.name();
    }

    @Override
    public BootTime now() {
        return platform.now();
    }

    @Override
    public Standing standing() {
        return platform.standing();
    }

    @Override
    public List<Long> generations() {
        return platform.generations();
    }

    @Override
    public Optional<Generation> generation(long id) {
        return platform.generation(id);
    }

    @Override
    public Answer adopt(Generation proposal) {
        return around(Verb.IMPORT, () -> platform.adopt(proposal));
    }

    @Override
    public Answer activate(Generation proposal, BootTime deadline) {
        return around(Verb.ACTIVATE, () -> platform.activate(proposal, deadline));
    }

    @Override
    public Answer reactivate(long id, BootTime deadline) {
        return around(Verb.REACTIVATE, () -> platform.reactivate(id, deadline));
    }

    @Override
    public Answer heal(long id) {
        return around(Verb.HEAL, () -> platform.heal(id));
    }

    @Override
    public Answer extend(long id, BootTime deadline) {
        return around(Verb.EXTEND, () -> platform.extend(id, deadline));
    }

    @Override
    public Answer confirm(long id) {
        return around(Verb.CONFIRM, () -> platform.confirm(id));
    }

    @Override
    public Answer revert(long id) {
        return around(Verb.REVERT, () -> platform.revert(id));
    }

    @Override
    public Observation observe() {
        return around(Verb.OBSERVE, platform::observe);
    }

    @Override
    public Optional<Login> loginOf(long processId) {
        return platform.loginOf(processId);
    }

    @Override
    public Watch watch(Runnable onChange) {
        return platform.watch(onChange);
    }
}
