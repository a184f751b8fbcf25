package io.edgeward.testbed;

/**
 * How a command ended.
 *
 * @param exit its exit status; {@link #TIMED_OUT} if it was killed for taking too long
 * @param out all of its standard output
 * @param err all of its standard error
 */
public record Result(int exit, String out, String err) {

    public static final int TIMED_OUT = 124;

    public boolean ok() {
        return exit == 0;
    }

    /** Standard output without surrounding white space. */
    public String text() {
        return out.strip();
    }

    /**
     * This result, if the command succeeded.
     *
     * @throws BedException with everything the command said, if it failed
     */
    public Result orFail() {
        if (ok()) {
            return this;
        }
        throw new BedException("exit status %d%n%s%s".formatted(exit, out, err));
    }
}
