package io.edgeward.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which way the person at the keyboard came in, as far as can be told from here. */
final class OwnSession {
    private OwnSession() {}

    /** Whether this session hangs on one of these ways, and on which. */
    static Optional<String> among(List<String> ways, Map<String, String> environment) {
        return ways.stream()
                .filter(way ->
                        switch (way) {
                            case "ssh" ->
                                    environment.containsKey("SSH_CONNECTION") || isChildOf("sshd");
                            case "localConsole" -> isChildOf("login");
                            default -> false;
                        })
                .findFirst();
    }

    // sudo takes SSH_CONNECTION away, but not the ancestors.
    private static boolean isChildOf(String program) {
        Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
        while (ancestor.isPresent()) {
            if (nameOf(ancestor.get().pid()).startsWith(program)) {
                return true;
            }
            ancestor = ancestor.get().parent();
        }
        return false;
    }

    private static String nameOf(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm"));
        } catch (IOException e) {
            return ""; // it ended meanwhile, or /proc is hidden: then it is simply not known
        }
    }
}
