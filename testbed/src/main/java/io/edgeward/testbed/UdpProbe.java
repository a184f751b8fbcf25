package io.edgeward.testbed;

import io.edgeward.testbed.UdpReply.How;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks UDP ports what their usual service answers to, each of them directly and, where its protocol
 * does so, all hosts on the link, and waits for anything at all to come back.
 */
final class UdpProbe {

    private static final int ROUNDS = 3;

    private final String host;
    private final Set<InetAddress> own;
    private final Family family;
    private final TreeMap<Integer, How> heard = new TreeMap<>();

    /**
     * @param host the address to ask
     * @param own every address of the host on this link: what others answer to a question to
     *     everyone does not count
     */
    UdpProbe(String host, Set<String> own, Family family) {
        this.host = host;
        this.own =
                own.stream()
                        .map(address -> bare(InetAddress.ofLiteral(address)))
                        .collect(Collectors.toSet());
        this.family = family;
    }

    /**
     * Asks from the network of the calling thread; each of the three rounds listens for a third of
     * the patience.
     */
    Set<UdpReply> run(Collection<Integer> ports, Duration patience) throws IOException {
        try (var selector = Selector.open()) {
            try {
                for (var port : ports) {
                    var question = new UdpQuestion(port);
                    listen(selector, question).connect(new InetSocketAddress(host, port));
                    listen(selector, question).bind(new InetSocketAddress(ownPort(port)));
                }
                for (var round = 0; round < ROUNDS; round++) {
                    askAndListen(selector, patience.dividedBy(ROUNDS));
                }
            } finally {
                for (var key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
        return heard.entrySet().stream()
                .map(entry -> new UdpReply(entry.getKey(), entry.getValue()))
                .collect(Collectors.toSet());
    }

    private void askAndListen(Selector selector, Duration patience) throws IOException {
        for (var key : selector.keys()) {
            ask((DatagramChannel) key.channel(), (UdpQuestion) key.attachment());
        }
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            selector.select(this::hear, Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    private DatagramChannel listen(Selector selector, UdpQuestion question) throws IOException {
        var channel =
                DatagramChannel.open(
                        family == Family.V4
                                ? StandardProtocolFamily.INET
                                : StandardProtocolFamily.INET6);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
        channel.setOption(
                StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("eth0"));
        channel.register(selector, SelectionKey.OP_READ, question);
        return channel;
    }

    /** Where servers of addresses send their answers, whoever asked. */
    private static int ownPort(int port) {
        return switch (port) {
            case 67 -> 68;
            case 547 -> 546;
            default -> 0;
        };
    }

    private void ask(DatagramChannel channel, UdpQuestion question) throws IOException {
        if (!channel.isConnected()) {
            channel.send(
                    ByteBuffer.wrap(question.payload()),
                    new InetSocketAddress(host, question.port()));
            for (var group : question.groups(family)) {
                channel.send(
                        ByteBuffer.wrap(question.payload()),
                        new InetSocketAddress(group, question.port()));
            }
            return;
        }
        try {
            channel.write(ByteBuffer.wrap(question.payload()));
        } catch (PortUnreachableException refused) {
            // The refusal of an earlier round may only show when the next question is sent.
            note(question.port(), How.UNREACHABLE);
        } catch (NoRouteToHostException refused) {
            note(question.port(), How.REFUSED);
        }
    }

    private void hear(SelectionKey key) {
        var question = (UdpQuestion) key.attachment();
        try {
            var from = ((DatagramChannel) key.channel()).receive(ByteBuffer.allocate(65_536));
            if (from instanceof InetSocketAddress source
                    && own.contains(bare(source.getAddress()))) {
                note(question.port(), How.ANSWER);
            }
        } catch (PortUnreachableException refused) {
            note(question.port(), How.UNREACHABLE);
        } catch (NoRouteToHostException refused) {
            note(question.port(), How.REFUSED);
        } catch (IOException cause) {
            throw new BedException("listening for an answer of UDP port " + question.port(), cause);
        }
    }

    /** The address without the interface that a link-local one was heard on. */
    private static InetAddress bare(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new BedException("an address of a wrong length: " + address, impossible);
        }
    }

    private void note(int port, How how) {
        heard.merge(port, how, (old, fresh) -> old == How.ANSWER ? old : fresh);
    }
}
