package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.platform.Standing.How;
import java.util.List;
import java.util.Optional;

/** A simulated gateway as the engine sees it. May be called from any thread. */
public final class SimulatedPlatform implements Platform {
    private final SimulatedGateway gateway;

    public SimulatedPlatform(SimulatedGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public BootTime now() {
        return gateway.look("reading the boot clock", gateway::now);
    }

    @Override
    public Standing standing() {
        return gateway.look("reading where the gateway stands", gateway::standing);
    }

    @Override
    public List<Long> generations() {
        return gateway.look("listing the generations", () -> gateway.store().ids());
    }

    @Override
    public Optional<Generation> generation(long id) {
        return gateway.look(
                "reading generation " + id,
                () ->
                        id == Standing.BUILT_IN
                                ? Optional.of(BuiltIn.generation())
                                : gateway.store().whole(id));
    }

    @Override
    public Answer adopt(Generation proposal) {
        return gateway.ask(Verb.IMPORT, "adopting the gateway", it -> it.adopt(proposal));
    }

    @Override
    public Answer activate(Generation proposal, BootTime deadline) {
        return gateway.ask(
                Verb.ACTIVATE,
                "activating generation " + proposal.id(),
                it -> it.activate(proposal, deadline));
    }

    @Override
    public Answer reactivate(long id, BootTime deadline) {
        return gateway.ask(
                Verb.REACTIVATE,
                "activating generation " + id + " again",
                it -> it.reactivate(id, deadline));
    }

    @Override
    public Answer heal(long id) {
        return gateway.ask(Verb.HEAL, "following generation " + id + " again", it -> it.heal(id));
    }

    @Override
    public Answer extend(long id, BootTime deadline) {
        return gateway.ask(
                Verb.EXTEND,
                "extending the trial of generation " + id,
                it -> it.extend(id, deadline));
    }

    @Override
    public Answer confirm(long id) {
        return gateway.ask(Verb.CONFIRM, "confirming generation " + id, it -> it.confirm(id));
    }

    @Override
    public Answer revert(long id) {
        return gateway.ask(
                Verb.REVERT,
                "reverting generation " + id,
                it -> it.revert(id, How.REVERTED_BY_REQUEST));
    }

    @Override
    public Observation observe() {
        String doing = "observing the gateway";
        if (gateway.faults().strike(Verb.OBSERVE, any -> true).isPresent()) {
            throw new PlatformException(Kind.TIMED_OUT, doing);
        }
        return gateway.look(doing, gateway::observe);
    }

    @Override
    public Optional<Login> loginOf(long processId) {
        return gateway.look(
                "asking for the login of process " + processId, () -> gateway.loginOf(processId));
    }

    @Override
    public Watch watch(Runnable onChange) {
        return gateway.watch(onChange)::run;
    }
}
