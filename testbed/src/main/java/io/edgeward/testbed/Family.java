package io.edgeward.testbed;

/** The two internet protocols: whatever is proven over one is proven over the other. */
public enum Family {
    V4,
    V6;

    String flag() {
        return this == V4 ? "-4" : "-6";
    }
}
