package io.edgeward.cli;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Surroundings;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.contract.Failure;
import io.edgeward.cli.contract.Json;
import io.edgeward.cli.text.ComplaintPage;
import io.edgeward.cli.text.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of Edgeward: one run, one exit status. */
public final class Main {
    private final Surroundings surroundings;
    private final Catalogue catalogue = new Catalogue();

    public Main(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs in this process, and ends it. */
    public static void main(String[] args) {
        System.exit(new Main(Surroundings.ofProcess()).run(args));
    }

    /**
     * Runs once.
     *
     * @return the exit status, always one of {@link ExitStatus}
     */
    public int run(String... args) {
        int status = told(args);
        surroundings.err().flush();
        if (surroundings.lostOutput() && status == ExitStatus.DONE) {
            return complain(
                    Complaint.internal(
                            "Not all of the answer could be written to standard output.",
                            "Look whether the disk is full."),
                    false);
        }
        return status;
    }

    // A thrown error would end the JVM with 1, which means "not compliant".
    @SuppressWarnings("CatchAndPrintStackTrace")
    private int told(String... args) {
        boolean json = Arrays.asList(args).contains("--json");
        try {
            return execute(args);
        } catch (Failure e) {
            return complain(e.complaint(), json);
        } catch (ParameterException e) {
            return complain(WrongUsage.of(e), json);
        } catch (Throwable e) {
            e.printStackTrace(surroundings.err());
            return complain(
                    Complaint.internal(
                            e.toString(),
                            "This is a fault of Edgeward. Please report the lines above."),
                    json);
        }
    }

    private int execute(String... args) {
        String[] plain = Stream.of(args).map(Main::asValue).toArray(String[]::new);
        ParseResult result = catalogue.forArguments(plain).parseArgs(plain);
        List<ParseResult> levels = new ArrayList<>();
        for (ParseResult it = result; it != null; it = it.subcommand()) {
            levels.add(it);
        }
        Call call = new Call(levels, surroundings);
        if (call.has("--version")) {
            String version = Catalogue.version();
            call.tell(
                    Json.object().put("version", version),
                    (_, page) -> page.line("edgeward " + version));
            return ExitStatus.DONE;
        }
        if (call.has("--help")) {
            help(call);
            return ExitStatus.DONE;
        }
        return ((Command) levels.getLast().commandSpec().userObject()).run(call);
    }

    // A negative number would be taken for an option; to JSON the space means nothing.
    private static String asValue(String argument) {
        return argument.matches("-[0-9][0-9.eE+-]*") ? " " + argument : argument;
    }

    private void help(Call call) {
        CommandLine asked = call.parsed().getLast().commandSpec().commandLine();
        boolean colour = surroundings.outIsTerminal() && surroundings.colourAllowed();
        if (call.json()) {
            call.document(Json.object().put("help", asked.getUsageMessage(Ansi.OFF)));
        } else {
            surroundings.out().print(asked.getUsageMessage(colour ? Ansi.ON : Ansi.OFF));
        }
    }

    private int complain(Complaint complaint, boolean json) {
        if (json) {
            byte[] bytes = Json.pretty(complaint.problem());
            surroundings.out().write(bytes, 0, bytes.length);
        } else {
            boolean colour = surroundings.errIsTerminal() && surroundings.colourAllowed();
            Page page = new Page(surroundings.width(), colour);
            ComplaintPage.write(complaint, page);
            surroundings.err().print(page);
        }
        surroundings.err().flush();
        return complaint.exit();
    }
}
