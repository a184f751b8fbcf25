package io.edgeward.cli.daemon;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Durations;
import io.edgeward.cli.contract.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What is told when the daemon cannot be asked: the socket, the reason, the way out. */
final class Unreachable {
    private static final String LOOK = "See whether it runs: systemctl status edgeward";

    private Unreachable() {}

    static Complaint notThere(Path socket, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        if (reason.contains("Permission denied")) {
            return complaint(
                    socket,
                    "permission denied",
                    "Run it with sudo, or become a member of the group edgeward-admin: sudo usermod"
                            + " -aG edgeward-admin $USER (and log in anew)",
                    LOOK);
        }
        if (Files.notExists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return complaint(
                    socket,
                    "no such file. The daemon does not run, or it listens elsewhere",
                    LOOK,
                    "If it listens elsewhere, name its socket: --socket PATH or $EDGEWARD_SOCKET");
        }
        if (reason.contains("refused")) {
            return complaint(
                    socket,
                    "connection refused: the file is there, but nobody listens",
                    LOOK,
                    "Start it: sudo systemctl restart edgeward");
        }
        return complaint(socket, reason, LOOK);
    }

    static Complaint wentAway(Path socket, Request request, IOException cause) {
        return complaint(
                socket,
                "the connection ended before the answer (" + cause.getMessage() + ")",
                ways(request));
    }

    static Complaint tooSlow(Path socket, Request request) {
        return complaint(
                socket,
                "no answer within " + Durations.spoken(request.patience().toSeconds()),
                ways(request));
    }

    private static String[] ways(Request request) {
        return request.alters()
                ? new String[] {
                    "Whether the change was made is not known. What is not confirmed reverts by"
                            + " itself; see `edgeward status` and `edgeward log`",
                    LOOK
                }
                : new String[] {LOOK};
    }

    private static Complaint complaint(Path socket, String reason, String... ways) {
        return Complaint.of(
                "daemon-unreachable",
                ExitStatus.UNREACHABLE,
                "The daemon cannot be reached",
                socket + ": " + reason + ".",
                ways);
    }
}
