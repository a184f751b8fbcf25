package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Change;
import io.edgeward.core.settings.StrictJson;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** The requests that change something: each is one call of the engine. */
final class Changes {
    private static final int LONGEST_EXTENSION_SECONDS = 3600;

    private final Supplier<Services> services;
    private final Caller caller;

    /** One document at a time is taken apart: many large ones at once would not fit the memory. */
    private final Semaphore reading = new Semaphore(1);

    Changes(Supplier<Services> services, Caller caller) {
        this.services = services;
        this.caller = caller;
    }

    void patch(Context context) {
        document(context, Change.Edit.Patch::new);
    }

    void replace(Context context) {
        document(context, Change.Edit.Replace::new);
    }

    private void document(Context context, Function<StrictJson.Read, Change.Edit> edit) {
        Query query = Query.of(context, ChangeOptions.NAMES);
        ChangeOptions options = ChangeOptions.of(query);
        query.check();
        byte[] sent = Body.read(context);
        make(context, options, edit.apply(read(sent)));
    }

    private StrictJson.Read read(byte[] sent) {
        reading.acquireUninterruptibly();
        try {
            return StrictJson.read(sent);
        } finally {
            reading.release();
        }
    }

    private void make(Context context, ChangeOptions options, Change.Edit edit) {
        Change change = options.change(edit, caller.of(context));
        OutcomeAnswer.tell(context, services.get().engine().make(change));
    }

    void rollBack(Context context) {
        Id id = Id.of(context);
        Query query = Query.of(context, ChangeOptions.NAMES);
        ChangeOptions options = ChangeOptions.of(query);
        query.check();
        Body.none(context);
        make(context, options, new Change.Edit.RollBack(id.number()));
    }

    void confirm(Context context) {
        Id id = Id.of(context);
        Query query = Query.of(context, Set.of("onSite"));
        boolean onSite = query.flag("onSite");
        query.check();
        Body.none(context);
        OutcomeAnswer.tell(
                context, services.get().engine().confirm(id.number(), caller.of(context), onSite));
    }

    void extend(Context context) {
        Id id = Id.of(context);
        Query query = Query.of(context, Set.of("seconds"));
        int seconds = query.number("seconds", 1, LONGEST_EXTENSION_SECONDS).orElse(0);
        if (query.all("seconds").isEmpty()) {
            query.fault(
                    "missing-option",
                    "By how long the trial shall be extended is not said.",
                    "For example: seconds=300.");
        }
        query.check();
        Body.none(context);
        OutcomeAnswer.tell(
                context,
                services.get()
                        .engine()
                        .extend(id.number(), caller.of(context), Duration.ofSeconds(seconds)));
    }

    void revert(Context context) {
        Id id = Id.of(context);
        Query.none(context);
        Body.none(context);
        OutcomeAnswer.tell(
                context,
                services.get().engine().revert(id.number(), caller.of(context)),
                OutcomeAnswer.Asked.A_REVERT);
    }
}
