package io.edgeward.testbed;

import io.edgeward.testbed.UdpReply.How;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A host on one side of the gateway, with nothing between them but a cable. What it finds is what
 * an outsider finds.
 */
public final class Neighbour {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration SCAN_PATIENCE = Duration.ofMillis(1_500);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern NMAP_TCP = Pattern.compile("(\\d+)/open/tcp");
    private static final Pattern NMAP_UDP =
            Pattern.compile("portid=\"(\\d+)\"><state state=\"([a-z|]+)\" reason=\"([a-z-]+)\"");

    private final Bed bed;
    private final String gatewayName;
    private final Side side;
    private final Path key;
    private final Namespace namespace;

    Neighbour(Bed bed, String gatewayName, Side side, Path key) {
        this.bed = bed;
        this.gatewayName = gatewayName;
        this.side = side;
        this.key = key;
        this.namespace = Namespace.of(gatewayName + "-" + side.id());
    }

    public Side side() {
        return side;
    }

    /** This neighbour's own address. */
    public String address(Family family) {
        return side.neighbour(family);
    }

    /** Runs a program of this host in the neighbour's network. */
    public Result run(String... argv) {
        return run(LIMIT, argv);
    }

    /** Runs a program of this host in the neighbour's network; after the limit it is killed. */
    public Result run(Duration limit, String... argv) {
        return Command.of(here(argv), limit).run();
    }

    /** Every TCP port, 1 to 65,535, that answers on the gateway's address on this side. */
    public NavigableSet<Integer> scanTcp(Gateway gateway, Family family) {
        return scanTcp(gateway, family, PortScan.ALL);
    }

    /** Only so many of them, from 1 on: for a gateway to which every packet is hard work. */
    public NavigableSet<Integer> scanTcp(Gateway gateway, Family family, int ports) {
        var host = gateway.address(side, family);
        return namespace.make(() -> new PortScan(host, ports, SCAN_PATIENCE).run());
    }

    /**
     * The same with nmap: a second opinion, slower. It misses open ports on a busy host; what it
     * finds is open.
     */
    public NavigableSet<Integer> scanTcpWithNmap(Gateway gateway, Family family) {
        var argv = nmap(family, gateway, "-sS", "-p-", "-T4", "-oG", "-");
        var found = run(argv).orFail().out();
        var open = new TreeSet<Integer>();
        NMAP_TCP.matcher(found)
                .results()
                .forEach(match -> open.add(Integer.valueOf(match.group(1))));
        return open;
    }

    /** Asks the usual UDP ports; see {@link #probeUdp(Gateway, Family, Collection)}. */
    public Set<UdpReply> probeUdp(Gateway gateway, Family family) {
        return probeUdp(gateway, family, UdpQuestion.USUAL);
    }

    /**
     * Asks each UDP port in its own protocol, directly and, where the protocol does so, everyone on
     * the link.
     *
     * @return everything that came back, errors by ICMP included: a closed port that says so is a
     *     reply
     */
    public Set<UdpReply> probeUdp(Gateway gateway, Family family, Collection<Integer> ports) {
        var host = gateway.address(side, family);
        var own = gateway.addresses(side);
        var replies =
                new HashSet<>(
                        namespace.make(() ->
                                new UdpProbe(host, own, family).run(ports, PATIENCE.dividedBy(2))));
        replies.addAll(refusals(gateway, family, ports, replies));
        return Set.copyOf(replies);
    }

    /**
     * Runs a command on the gateway over SSH with a key that it knows; exit status 255 if there is
     * no way in.
     */
    public Result ssh(Gateway gateway, Family family, String user, String command) {
        return Command.of(here(sshArgv(gateway.address(side, family), user, command)), LIMIT).run();
    }

    /** Opens a shell on the gateway over SSH and keeps it open. */
    public SshSession openSsh(Gateway gateway, Family family, String user) {
        return new SshSession(
                Command.of(
                                here(sshArgv(gateway.address(side, family), user, "exec /bin/sh")),
                                LIMIT)
                        .start());
    }

    /**
     * Opens a TCP flow to the gateway.
     *
     * @throws BedException if the gateway refuses, or does not answer within four seconds
     */
    public TcpFlow connectTcp(Gateway gateway, Family family, int port) {
        var host = gateway.address(side, family);
        return namespace.make(() -> {
            var socket = SocketChannel.open().socket();
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return new TcpFlow(socket);
        });
    }

    /** Waits for flows of the gateway at a TCP port, on v4 and v6. */
    public Listener listen(int port) {
        return namespace.make(() ->
                new Listener(
                        ServerSocketChannel.open().bind(new InetSocketAddress(port)).socket()));
    }

    /** Serves every HTTP request with this text until closed. */
    public WebServer serveHttp(int port, String body) {
        return namespace.make(() -> WebServer.start(port, body));
    }

    /**
     * Fetches a URL with curl, any certificate accepted: exit status 0 if something answered, and
     * its body.
     */
    public Result http(String url, String... curlOptions) {
        var argv = new ArrayList<>(List.of("curl", "-gsSk", "-m", "10"));
        argv.addAll(Arrays.asList(curlOptions));
        argv.add(url);
        return run(argv.toArray(String[]::new));
    }

    /**
     * Asks for an address with a real DHCP client, without using it. Nothing if nobody made an
     * offer in time.
     */
    public Optional<String> askForLease(Duration patience) {
        var seconds = Long.toString(Math.max(2, patience.toSeconds()));
        var result =
                Command.of(
                                bed.gatewayCommand(
                                        List.of("lease", gatewayName, side.id(), seconds)),
                                LIMIT)
                        .run();
        return result.ok() ? Optional.of(result.text()) : Optional.empty();
    }

    /** Whether the cable is live: false once the gateway has switched the port off. */
    public boolean carrier() {
        var show = run("ip", "-o", "link", "show", "dev", "eth0");
        return show.ok() && show.out().contains("LOWER_UP");
    }

    /** Whether a host answers to an echo request within a second. */
    public boolean ping(String host) {
        return run("ping", "-n", "-c", "1", "-W", "1", host).ok();
    }

    /**
     * The command line that runs a program in this neighbour's network, for tools that start it
     * themselves.
     */
    public List<String> here(String... argv) {
        return here(List.of(argv));
    }

    private List<String> here(List<String> argv) {
        var all = new ArrayList<>(List.of("nsenter", "--net=" + namespace.file(), "--"));
        all.addAll(argv);
        return all;
    }

    private List<String> sshArgv(String host, String user, String command) {
        return List.of(
                "ssh",
                "-F",
                "none",
                "-i",
                key.toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=4",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                user + "@" + host,
                command);
    }

    private Set<UdpReply> refusals(
            Gateway gateway, Family family, Collection<Integer> ports, Set<UdpReply> known) {
        var silent =
                ports.stream()
                        .filter(port -> known.stream().noneMatch(reply -> reply.port() == port))
                        .map(String::valueOf)
                        .toList();
        if (silent.isEmpty()) {
            return Set.of();
        }
        var report =
                run(nmap(
                                family,
                                gateway,
                                "-sU",
                                "-p",
                                String.join(",", silent),
                                "--max-retries",
                                "1",
                                "--min-rate",
                                "100",
                                "--max-rtt-timeout",
                                "400ms",
                                "-oX",
                                "-"))
                        .orFail()
                        .out();
        var found = new HashSet<UdpReply>();
        NMAP_UDP.matcher(report)
                .results()
                .forEach(match ->
                        how(match.group(2), match.group(3))
                                .ifPresent(how ->
                                        found.add(
                                                new UdpReply(
                                                        Integer.parseInt(match.group(1)), how))));
        return found;
    }

    private static Optional<How> how(String state, String reason) {
        return switch (reason) {
            case "no-response" -> Optional.empty();
            case "port-unreach" -> Optional.of(How.UNREACHABLE);
            default -> Optional.of(state.equals("open") ? How.ANSWER : How.REFUSED);
        };
    }

    private String[] nmap(Family family, Gateway gateway, String... options) {
        var argv = new ArrayList<>(List.of("nmap", "-n", "-Pn", "--reason"));
        if (family == Family.V6) {
            argv.add("-6");
        }
        argv.addAll(Arrays.asList(options));
        argv.add(gateway.address(side, family));
        return argv.toArray(String[]::new);
    }
}
