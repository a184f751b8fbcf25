package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.platform.Standing.Ended;
import io.edgeward.core.platform.Standing.How;
import io.edgeward.core.platform.Standing.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The applier's verbs (docs/reference/applier.md). What stands in fields here stands in
 * `/run/edgeward` on a real gateway: a boot begins without it. To be called under the gateway's
 * lock only.
 */
final class Applier {
    private static final Answer LINKS = new Answer.Stranded("links");
    private static final Duration LONGEST = Duration.ofMinutes(61);

    private final Store store;
    private final Power power;
    private final Debian debian;
    private final Faults faults;
    private final Supplier<BootTime> clock;
    private final BiConsumer<Long, Optional<BootTime>> timer;

    private Optional<Generation> active = Optional.empty();
    private Optional<Trial> trial = Optional.empty();
    private Optional<Ended> ended = Optional.empty();
    private List<String> alarms = List.of();

    /**
     * @param timer sets the timer that reverts a generation at a moment, or takes it away
     */
    Applier(
            Store store,
            Power power,
            Debian debian,
            Faults faults,
            Supplier<BootTime> clock,
            BiConsumer<Long, Optional<BootTime>> timer) {
        this.store = store;
        this.power = power;
        this.debian = debian;
        this.faults = faults;
        this.clock = clock;
        this.timer = timer;
    }

    void boot(boolean recover) {
        trial = Optional.empty();
        ended = Optional.empty();
        Optional<Store.Choice> choice = store.chooseForBoot();
        alarms = choice.map(Store.Choice::alarms).orElse(List.of());
        active = choice.map(Store.Choice::generation);
        debian.boot(active, recover);
    }

    Standing standing() {
        return new Standing(active.map(Generation::id), store.confirmed(), trial, ended, alarms);
    }

    Answer adopt(Generation proposal) {
        if (store.confirmed().isPresent()) {
            return refused("already-imported");
        }
        Optional<Answer> fault = exists(proposal.id()).or(() -> Proposal.fault(proposal));
        if (fault.isPresent()) {
            return fault.get();
        }
        Optional<Answer> trouble = trouble(Verb.IMPORT);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        store.accept(proposal);
        store.confirm(proposal.id());
        active = Optional.of(proposal);
        debian.guard(proposal);
        power.step();
        return new Answer.Done();
    }

    Answer activate(Generation proposal, BootTime deadline) {
        Optional<Answer> fault =
                exists(proposal.id())
                        .or(() -> whyNoTrial(deadline))
                        .or(() -> Proposal.fault(proposal));
        if (fault.isPresent()) {
            return fault.get();
        }
        if (store.isCrowded()) {
            // Trials that nobody confirmed leave their generations behind.
            store.collect(active.orElseThrow().id());
        }
        store.accept(proposal);
        return open(Verb.ACTIVATE, proposal, deadline);
    }

    Answer reactivate(long id, BootTime deadline) {
        Optional<Answer> fault = whyNotWhole(id).or(() -> whyNoTrial(deadline));
        return fault.orElseGet(
                () -> open(Verb.REACTIVATE, store.whole(id).orElseThrow(), deadline));
    }

    private Answer open(Verb verb, Generation next, BootTime deadline) {
        Generation from = active.orElseThrow();
        trial = Optional.of(new Trial(next.id(), from.id(), clock.get(), deadline));
        timer.accept(next.id(), trial.map(Trial::deadline));
        power.step();
        debian.mend();
        active = Optional.of(next);
        power.step();
        debian.follow(next);
        power.step();
        Optional<Answer> trouble = trouble(verb);
        if (trouble.isPresent()) {
            end(next.id(), How.REVERTED_BY_FAILURE);
            active = Optional.of(from);
            halfWay(trouble.get(), from);
            return trouble.get();
        }
        alarms = without("revert-incomplete");
        return new Answer.Done();
    }

    /** Goes back, but not where it strands: links are right, what runs is not. */
    private void halfWay(Answer answer, Generation back) {
        if (answer instanceof Answer.Stranded) {
            alarms = and(List.of("revert-incomplete"));
        } else {
            debian.follow(back);
        }
    }

    Answer heal(long id) {
        Optional<Answer> fault =
                (id == Standing.BUILT_IN ? Optional.<Answer>empty() : whyNotWhole(id))
                        .or(() -> whyNotActive(id))
                        .or(() -> trouble(Verb.HEAL));
        if (fault.isPresent()) {
            return fault.get();
        }
        debian.mend();
        debian.follow(active.get());
        alarms = without("revert-incomplete");
        return new Answer.Done();
    }

    Answer extend(long id, BootTime deadline) {
        Optional<Answer> fault = whyNot(id).or(() -> whyNotUntil(deadline));
        if (fault.isPresent()) {
            return fault.get();
        }
        Optional<Answer> trouble = trouble(Verb.EXTEND);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        trial = trial.map(it -> new Trial(it.id(), it.from(), it.opened(), deadline));
        timer.accept(id, Optional.of(deadline));
        return new Answer.Done();
    }

    Answer confirm(long id) {
        Optional<Answer> fault =
                whyNot(id).or(() -> whyNotWhole(id)).or(() -> trouble(Verb.CONFIRM));
        if (fault.isPresent()) {
            return fault.get();
        }
        store.confirm(id);
        end(id, How.CONFIRMED);
        store.collect(id);
        return new Answer.Done();
    }

    Answer revert(long id, How how) {
        if (trial.isEmpty() || trial.get().id() != id) {
            return refused("no-such-trial");
        }
        Optional<Answer> trouble = trouble(Verb.REVERT);
        if (trouble.isPresent()
                && (trouble.get() instanceof Answer.Failed || trouble.get().equals(LINKS))) {
            // The link could not be moved: the trial stays open.
            return trouble.get();
        }
        Store.Choice choice = store.chooseForRevert(trial.get().from(), id);
        end(id, how);
        active = Optional.of(choice.generation());
        alarms = and(choice.alarms());
        power.step();
        Answer answer = trouble.orElse(new Answer.Done());
        halfWay(answer, choice.generation());
        power.step();
        return answer;
    }

    private void end(long id, How how) {
        trial = Optional.empty();
        ended = Optional.of(new Ended(id, how));
        timer.accept(id, Optional.empty());
    }

    private Optional<Answer> exists(long id) {
        return store.holds(id) ? Optional.of(refused("exists")) : Optional.empty();
    }

    private Optional<Answer> whyNoTrial(BootTime deadline) {
        if (trial.isPresent()) {
            return Optional.of(refused("trial-open"));
        }
        return active.isEmpty() ? Optional.of(refused("not-active")) : whyNotUntil(deadline);
    }

    private Optional<Answer> whyNotUntil(BootTime deadline) {
        BootTime now = clock.get();
        if (deadline.isAfter(now.plus(LONGEST))) {
            return Optional.of(refused("bad-request"));
        }
        return deadline.isAfter(now) ? Optional.empty() : Optional.of(refused("too-late"));
    }

    private Optional<Answer> whyNotActive(long id) {
        return active.filter(it -> it.id() == id).isPresent()
                ? Optional.empty()
                : Optional.of(refused("not-active"));
    }

    private Optional<Answer> whyNotWhole(long id) {
        if (id == Standing.BUILT_IN) {
            return Optional.of(refused("bad-request"));
        }
        if (!store.holds(id)) {
            return Optional.of(refused("no-such-generation"));
        }
        return store.whole(id).isEmpty() ? Optional.of(refused("damaged")) : Optional.empty();
    }

    private Optional<Answer> whyNot(long id) {
        if (trial.isEmpty() || trial.get().id() != id) {
            return Optional.of(refused("no-such-trial"));
        }
        return trial.get().deadline().isAfter(clock.get())
                ? Optional.empty()
                : Optional.of(refused("too-late"));
    }

    private Optional<Answer> trouble(Verb verb) {
        return faults.strike(verb, it -> it instanceof Fault.Fails || it instanceof Fault.Strands)
                .map(fault ->
                        fault instanceof Fault.Strands(String reason)
                                ? new Answer.Stranded(reason)
                                : new Answer.Failed(((Fault.Fails) fault).reason()));
    }

    private List<String> and(List<String> more) {
        List<String> all = new ArrayList<>(alarms);
        more.stream().filter(word -> !all.contains(word)).forEach(all::add);
        return all;
    }

    private List<String> without(String word) {
        return alarms.stream().filter(it -> !it.equals(word)).toList();
    }

    private static Answer refused(String reason) {
        return new Answer.Refused(reason, "");
    }
}
