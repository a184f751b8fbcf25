package io.edgeward.house;

/** A place that breaks a rule. */
record Breach(String path, String says) {
    @Override
    public String toString() {
        return path + ": " + says;
    }
}
