package io.edgeward.cli.call;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a run sees of the world around it.
 *
 * @param clock tells a person at what time of the day a trial ends
 * @param outIsTerminal whether a person sees {@code out} as it is written
 * @param errIsTerminal the same of {@code err}
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 60;
    private static final int WIDEST = 120;

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                stream(FileDescriptor.out, "stdout.encoding"),
                stream(FileDescriptor.err, "stderr.encoding"),
                System.getenv(),
                Clock.system(ZoneId.systemDefault()),
                isTerminal(1),
                isTerminal(2));
    }

    private static PrintStream stream(FileDescriptor descriptor, String encoding) {
        Charset charset =
                Charset.forName(System.getProperty(encoding, "UTF-8"), Charset.defaultCharset());
        var file = new BufferedOutputStream(new FileOutputStream(descriptor), 8192);
        return new PrintStream(file, false, charset);
    }

    // System.console() asks for input and output together: `edgeward settings patch - <file` has
    // none.
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(standard(descriptor)).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Path standard(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    /** Columns of text: $COLUMNS between 60 and 120, else 80. */
    public int width() {
        try {
            int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
            return Math.clamp(columns, LEAST_WIDTH, WIDEST);
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    /** Whether the environment allows colour at all. */
    public boolean colourAllowed() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether part of the output was lost; a reader that went away has not lost it. */
    public boolean lostOutput() {
        if (!out.checkError()) {
            return false;
        }
        try {
            return !Files.readSymbolicLink(standard(1)).toString().matches("(pipe|socket):.*");
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }
}
