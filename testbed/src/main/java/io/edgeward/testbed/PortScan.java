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

    private static final int PORTS = 65_535;
    private static final int OWN_FILES = 2_048;

    /**
     * Long enough for the kernel's second and third attempt, after 1 s and 3 s, so that one lost
     * packet hides nothing.
     */
    private final Duration patience;

    private final String host;
    private final NavigableSet<Integer> open = new TreeSet<>();

    PortScan(String host, Duration patience) {
        this.host = host;
        this.patience = patience;
    }

    /** Scans from the network of the calling thread. */
    NavigableSet<Integer> run() throws IOException {
        var wave = Math.clamp(openFiles() - OWN_FILES, 512, PORTS);
        for (var first = 1; first <= PORTS; first += wave) {
            call(first, Math.min(PORTS, first + wave - 1));
        }
        return open;
    }

    private void call(int first, int last) throws IOException {
        try (var selector = Selector.open()) {
            for (var port = first; port <= last; port++) {
                begin(selector, port);
                if (port % 1_000 == 0) {
                    collect(selector, 0);
                }
            }
            var end = System.nanoTime() + patience.toNanos();
            while (!selector.keys().isEmpty() && System.nanoTime() < end) {
                collect(selector, Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
            for (var silent : selector.keys()) {
                silent.channel().close();
            }
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
            }
        } catch (ConnectException refused) {
            channel.close();
        }
    }

    private void collect(Selector selector, long milliseconds) throws IOException {
        if (milliseconds == 0) {
            selector.selectNow();
        } else {
            selector.select(milliseconds);
        }
        for (var key : selector.selectedKeys()) {
            if (answered(key)) {
                open.add((Integer) key.attachment());
            }
            key.channel().close();
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

    private static int openFiles() throws IOException {
        var limits = Files.readString(Path.of("/proc/self/limits"));
        var soft = Pattern.compile("Max open files +(\\d+|unlimited)").matcher(limits);
        if (!soft.find()) {
            return 1_024;
        }
        return soft.group(1).equals("unlimited")
                ? Integer.MAX_VALUE
                : Integer.parseInt(soft.group(1));
    }
}
