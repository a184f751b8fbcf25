package io.edgeward.core.enforcement;

import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Settings;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells outcomes to the event log: who, what, why, outcome. */
public final class Chronicle {
    private static final int BEGINNING = 1000;
    private static final Set<String> CURABLE =
            Set.of("revert-incomplete", "firewall", "unconfirmed");

    /** What a renewal comes to that is not tried again. */
    private static final Set<String> GIVEN_UP = Set.of("reverted", "refused", "stranded");

    /** A renewal that was cut off may be begun so often. */
    private static final int RENEWALS = 3;

    private static final String RENEWAL = "renewal";

    private final EventLog log;
    private final InstantSource clock;

    public Chronicle(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void begun(Change change, long generation, long from) {
        log.record(
                event(
                        change.by(),
                        what(change),
                        change.reason(),
                        "begun",
                        generation,
                        from,
                        List.of()));
    }

    /** What was begun came to nothing before the applier accepted it. */
    void withdrawn(Change change, long generation, long from) {
        log.record(
                event(
                        change.by(),
                        what(change),
                        change.reason(),
                        "withdrawn",
                        generation,
                        from,
                        List.of()));
    }

    Outcome told(Change change, Outcome outcome) {
        if (!(outcome instanceof Outcome.Planned)) {
            record(change.by(), what(change), change.reason(), 0, outcome);
        }
        return outcome;
    }

    Outcome told(String what, Principal by, long id, Outcome outcome) {
        record(by, what, "", id, outcome);
        return outcome;
    }

    void ended(long id, Outcome outcome) {
        record(Principal.SYSTEM, "trial-ended", "", id, outcome);
    }

    void adopted(long generation, Answer answer, Settings found) {
        boolean done = answer instanceof Answer.Done;
        log.record(
                event(
                        Principal.SYSTEM,
                        "adopt",
                        "first start on this gateway",
                        done ? "confirmed" : "failed",
                        generation,
                        0,
                        List.of(done ? found.canonical() : answer.toString())));
    }

    /**
     * Whether it is known that this gateway was adopted; a long log has forgotten its beginning.
     */
    boolean adoptionWasTold() {
        List<Event> newest = log.newest(BEGINNING);
        return newest.size() == BEGINNING
                || newest.stream()
                        .anyMatch(event ->
                                event.what().equals("adopt")
                                        && event.outcome().equals("confirmed"));
    }

    private void record(Principal by, String what, String why, long asked, Outcome outcome) {
        log.record(
                switch (outcome) {
                    case Outcome.Unchanged(long id) ->
                            event(by, what, why, "unchanged", id, 0, List.of());
                    case Outcome.Planned(Plan plan, var _) ->
                            event(by, what, why, "planned", 0, plan.from(), List.of());
                    case Outcome.Confirmed(long id, var _) ->
                            event(by, what, why, "confirmed", id, 0, List.of());
                    case Outcome.Healed(long id, List<String> drift) ->
                            event(by, what, why, "healed", id, 0, drift);
                    case Outcome.OnTrial trial ->
                            event(by, what, why, "on-trial", trial.generation(), 0, List.of());
                    case Outcome.Reverted(long id, long back, String cause, var details) ->
                            event(by, what, join(why, cause), "reverted", id, back, details);
                    case Outcome.Refused(var _, List<Problem> problems) ->
                            event(
                                    by,
                                    what,
                                    why,
                                    "refused",
                                    asked,
                                    0,
                                    problems.stream().limit(20).map(Problem::says).toList());
                    case Outcome.Stranded(long id, String cause, List<String> details) ->
                            event(by, what, join(why, cause), "stranded", id, 0, details);
                });
    }

    private static String join(String why, String cause) {
        return why.isEmpty() ? cause : why + " — " + cause;
    }

    private static String what(Change change) {
        return switch (change.edit()) {
            case Change.Edit.RollBack _ -> "rollback";
            case Change.Edit.Remedy _ -> "enforce";
            case Change.Edit.Renewal _ -> RENEWAL;
            case Change.Edit.Patch _, Change.Edit.Replace _ -> "change";
        };
    }

    private Event event(
            Principal by,
            String what,
            String why,
            String outcome,
            long generation,
            long from,
            List<String> details) {
        String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        return new Event(at, by.name(), what, why, outcome, generation, from, details);
    }

    Optional<Event> untoldTrial() {
        return log.untoldTrial();
    }

    /** Whether this very renewal failed before, or was begun time and again. */
    boolean renewalWasGivenUp(Change renewal) {
        List<Event> told = renewals(renewal.reason());
        return told.stream().anyMatch(event -> GIVEN_UP.contains(event.outcome()))
                || told.stream().filter(event -> event.outcome().equals("begun")).count()
                        >= RENEWALS;
    }

    private List<Event> renewals(String reason) {
        return log.newest(BEGINNING).stream()
                .filter(event -> event.what().equals(RENEWAL) && event.why().startsWith(reason))
                .toList();
    }

    /** What the applier has to say that no outcome tells; nothing, if it has nothing to say. */
    void alarmed(Standing standing) {
        List<String> alarms = news(standing).stream().map(Chronicle::alarm).toList();
        if (!alarms.isEmpty()) {
            long active = standing.active().orElse(Standing.BUILT_IN);
            log.record(event(Principal.SYSTEM, "alarm", "", "told", active, 0, alarms));
        }
    }

    /** The applier's alarms, without the one that stands in the log as a stranded revert. */
    static List<String> news(Standing standing) {
        return standing.alarms().stream()
                .filter(word -> !word.equals("revert-incomplete"))
                .toList();
    }

    /** Why a generation is still followed as another version rendered it, if it failed. */
    Optional<String> renewalThatFailed(long generation) {
        return renewals("generation " + generation + " ").stream()
                .filter(event -> GIVEN_UP.contains(event.outcome()))
                .findFirst()
                .map(event ->
                        "Not renewed: "
                                + event.why()
                                + ". It is followed as it was rendered before; the next change"
                                + " renders everything anew.");
    }

    /** What somebody has to see to: what the applier says, and a revert that was not complete. */
    List<String> alarms(Standing standing) {
        List<String> alarms = new ArrayList<>();
        standing.alarms().forEach(word -> alarms.add(alarm(word)));
        lastVerdict()
                .filter(event -> event.outcome().equals("stranded"))
                .ifPresent(event ->
                        alarms.add(
                                "Stranded: bringing back generation "
                                        + event.generation()
                                        + "'s predecessor was not complete ("
                                        + event.why()
                                        + "). See to it on the spot; `edgeward enforce` or"
                                        + " `edgeward rollback` cures it."));
        return alarms;
    }

    /** What the applier takes back once the active generation is followed again. */
    static List<String> curable(Standing standing) {
        return standing.alarms().stream().filter(CURABLE::contains).map(Chronicle::alarm).toList();
    }

    boolean strandedWasTold(long id) {
        return lastVerdict()
                .filter(event -> event.outcome().equals("stranded") && event.generation() == id)
                .isPresent();
    }

    /** The newest event that says whether the gateway is as it should be, however old it is. */
    private Optional<Event> lastVerdict() {
        for (int many = 100; ; many *= 10) {
            List<Event> newest = log.newest(many);
            Optional<Event> verdict =
                    newest.reversed().stream().filter(Chronicle::isVerdict).findFirst();
            if (verdict.isPresent() || newest.size() < many) {
                return verdict;
            }
        }
    }

    private static boolean isVerdict(Event event) {
        return switch (event.outcome()) {
            case "stranded", "confirmed", "on-trial", "healed", "unchanged" -> true;
            // Back where it was, but that was not as it should be.
            case "reverted" -> event.details().isEmpty();
            default -> false;
        };
    }

    private static String alarm(String word) {
        if (word.startsWith("damaged-")) {
            return "Generation "
                    + word.substring("damaged-".length())
                    + " is damaged and was passed over.";
        }
        return switch (word) {
            case "built-in" ->
                    "No generation was whole: the built-in one is followed (inbound closed, local"
                            + " console on).";
            case "firewall" ->
                    "The firewall's rules could not be loaded: everything inbound is closed.";
            case "unconfirmed" ->
                    "Nothing says any more which generation is confirmed: the newest that ever was"
                            + " is followed. `edgeward enforce` confirms it again.";
            case "revert-incomplete" -> "A revert was not complete.";
            default -> word;
        };
    }
}
