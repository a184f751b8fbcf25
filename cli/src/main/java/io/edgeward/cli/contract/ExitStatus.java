package io.edgeward.cli.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit statuses: a contract with every script. */
public final class ExitStatus {
    public static final int DONE = 0;
    public static final int NOT_COMPLIANT = 1;
    public static final int INVALID = 2;
    public static final int REFUSED = 3;
    public static final int UNREACHABLE = 4;
    public static final int REVERTED = 5;
    public static final int STRANDED = 6;
    public static final int INTERNAL = 7;
    public static final int ON_TRIAL = 8;

    private static final String[] MEANING = {
        "Done. Of audit and enforce: compliant.",
        "Audit or enforce is complete: not compliant.",
        "Wrong usage or invalid input. Nothing was changed.",
        "Refused: guard, permission, conflict or late confirmation. Nothing was changed.",
        "The daemon cannot be reached.",
        "It did not work, or was not confirmed, and is reverted.",
        "Stranded: it did not work and the revert is not complete. See to it on the spot.",
        "Internal error of Edgeward.",
        "On trial: reverts by itself unless confirmed. The id and the deadline are printed."
    };

    private ExitStatus() {}

    /** What a status means, in one line. */
    public static String meaning(int status) {
        return MEANING[status];
    }

    /** Whether this is one of the contract. */
    public static boolean isKnown(int status) {
        return status >= 0 && status < MEANING.length;
    }

    /** These statuses with their meaning, for a help text. */
    public static Map<String, String> list(int... statuses) {
        Map<String, String> list = new LinkedHashMap<>();
        for (int status : statuses) {
            list.put(Integer.toString(status), meaning(status));
        }
        return list;
    }
}
