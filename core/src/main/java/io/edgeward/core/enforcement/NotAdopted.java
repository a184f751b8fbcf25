package io.edgeward.core.enforcement;

/** Edgeward does not know this gateway yet: nothing was found out, so nothing can be changed. */
public final class NotAdopted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAdopted(String why) {
        super("This gateway is not adopted yet: " + why);
    }
}
