package io.edgeward.testbed;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Calls every TCP port of a host and notes which ones answer. It opens real connections and leaves
 * lost packets to the kernel, which asks again after a second: a scanner that crafts its own
 * packets is no faster against a host that says nothing, and loses answers when the machine is
 * busy.
 */
final class PortScan {

    static final int ALL = 65_535;
    private static final int OWN_FILES = 2_048;
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private final String host;
    private final int ports;
    private final Duration patience;
    private final NavigableSet<Integer> open = new TreeSet<>();
    private int silent;

    /**
     * @param host the address to scan
     * @param ports how many, from 1 on
     * @param patience how long to wait after the last call; the kernel calls again after 1 s
     */
    PortScan(String host, int ports, Duration patience) {
        this.host = host;
        this.ports = ports;
        this.patience = patience;
    }

    /** Scans from the network of the calling thread. */
    NavigableSet<Integer> run() throws IOException {
        var wave = Math.clamp(openFiles() - OWN_FILES, 512, ALL);
        for (var first = 1; first <= ports; first += wave) {
            call(first, Math.min(ports, first + wave - 1));
        }
        return open;
    }

    private void call(int first, int last) throws IOException {
        try (var selector = Selector.open()) {
            for (var port = first; port <= last; port++) {
                begin(selector, port);
                if (port % 1_000 == 0) {
                    selector.selectNow();
                    collect(selector);
                }
            }
            var end = System.nanoTime() + patience.toNanos();
            while (silent > 0 && System.nanoTime() < end) {
                selector.select(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                collect(selector);
            }
            for (var key : selector.keys()) {
                key.channel().close();
            }
            silent = 0;
        }
    }

    private void begin(Selector selector, int port) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        try {
            if (channel.connect(new InetSocketAddress(host, port))) {
                open.add(port);
                channel.close();
            } else {
                channel.register(selector, SelectionKey.OP_CONNECT, port);
                silent++;
            }
        } catch (ConnectException refused) {
            channel.close();
        }
    }

    private void collect(Selector selector) throws IOException {
        for (var key : selector.selectedKeys()) {
            if (answered(key)) {
                open.add((Integer) key.attachment());
            }
            key.channel().close();
            silent--;
        }
        selector.selectedKeys().clear();
    }

    private static boolean answered(SelectionKey key) {
        try {
            return ((SocketChannel) key.channel()).finishConnect();
        } catch (IOException refused) {
            return false;
        }
    }

    /** How many files this process may open, after asking for enough to call all ports at once. */
    private static int openFiles() throws IOException {
        var wanted = ALL + 2 * OWN_FILES;
        var self = Long.toString(ProcessHandle.current().pid());
        var soft = Pattern.compile("Max open files +(\\d+|unlimited)");
        var limit = soft.matcher(Files.readString(LIMITS));
        if (limit.find() && enough(limit.group(1), wanted)) {
            return wanted;
        }
        Command.of(
                        List.of("prlimit", "--pid", self, "--nofile=" + wanted + ":" + wanted),
                        Duration.ofSeconds(10))
                .run();
        limit = soft.matcher(Files.readString(LIMITS));
        return limit.find() && !limit.group(1).equals("unlimited")
                ? Integer.parseInt(limit.group(1))
                : wanted;
    }

    private static boolean enough(String limit, int wanted) {
        return limit.equals("unlimited") || Long.parseLong(limit) >= wanted;
    }
}
