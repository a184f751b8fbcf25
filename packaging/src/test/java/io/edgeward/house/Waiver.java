package io.edgeward.house;

/** A place where a rule need not hold, and why. */
record Waiver(Rule rule, String path, String reason) {
    boolean covers(Rule broken, Breach breach) {
        return rule.says().equals(broken.says()) && breach.path().equals(path);
    }
}
