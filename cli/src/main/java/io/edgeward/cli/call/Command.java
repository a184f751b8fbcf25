package io.edgeward.cli.call;

import io.edgeward.cli.contract.Failure;
import picocli.CommandLine.Model.CommandSpec;

/** One command: says what it takes, and does it once. */
public interface Command {
    /** Arguments and help; {@link CommandSpec#userObject()} is this command. */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @return the exit status
     * @throws Failure where it ends without what was asked
     */
    int run(Call call);
}
