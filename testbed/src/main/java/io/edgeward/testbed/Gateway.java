package io.edgeward.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A real Debian gateway in factory state: SSH answers everywhere, its console offers a login, no
 * firewall. What it writes is its own and goes away with it. Not safe for use by several threads,
 * save for {@link #run}.
 */
public final class Gateway implements AutoCloseable {

    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(90);

    private final Bed bed;
    private final Kind kind;
    private final String name;
    private final Path state;
    private final Thread atExit = new Thread(this::remove, "remove a gateway");
    private List<String> kernelArguments = List.of();
    private String condition = "off";
    private Duration bootTime = Duration.ZERO;

    private Gateway(Bed bed, Kind kind, String name) {
        this.bed = bed;
        this.kind = kind;
        this.name = name;
        this.state = Path.of("/var/tmp/edgeward-testbed", name);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A gateway in factory state that is not running yet. */
    public static Gateway factory(Kind kind) {
        var bed = Bed.ofThisTree();
        var owner = Long.toString(ProcessHandle.current().pid());
        var made = bed.gateway(BOOT_LIMIT, List.of("new", owner, kind.id())).orFail();
        return new Gateway(bed, kind, made.text());
    }

    /** A gateway in factory state, booted: a container. */
    public static Gateway booted() {
        return factory(Kind.CONTAINER).boot();
    }

    /** Adds these arguments to the kernel command line of every boot from now on. */
    public Gateway kernelCommandLine(String... arguments) {
        kernelArguments = List.of(arguments);
        return this;
    }

    /**
     * Switches the gateway on and waits until systemd has settled; {@link #condition} tells on
     * what.
     */
    public Gateway boot() {
        var arguments =
                new ArrayList<>(List.of("boot", name, Long.toString(bootLimit().toSeconds())));
        arguments.addAll(kernelArguments);
        var began = System.nanoTime();
        condition = bed.gateway(bootLimit().multipliedBy(2), arguments).orFail().text();
        bootTime = Duration.ofNanos(System.nanoTime() - began);
        return this;
    }

    /**
     * What the last boot ended in, in systemd's words: running, degraded, maintenance; or stuck.
     */
    public String condition() {
        return condition;
    }

    /** How long the last boot took, from switching on to {@link #condition}. */
    public Duration bootTime() {
        return bootTime;
    }

    /** Runs a command inside as root, for two minutes at most (a machine: ten). */
    public Result run(String... argv) {
        return run(RUN_LIMIT, argv);
    }

    /**
     * Runs a command inside as root; after the limit it is killed and the result says so. A machine
     * has five times as long.
     */
    public Result run(Duration limit, String... argv) {
        return bed.gateway(kind.patience(limit), inside(argv));
    }

    /** Runs a shell script inside as root. */
    public Result sh(String script) {
        return run("/bin/sh", "-c", script);
    }

    /** Runs a shell script inside as root with the given text on its standard input. */
    public Result sh(String script, String input) {
        var argv = bed.gatewayCommand(inside("/bin/sh", "-c", script));
        return new Command(argv, kind.patience(RUN_LIMIT), input).run();
    }

    /**
     * Restarts the gateway in good order, as {@code systemctl reboot} does: what is in memory only
     * is lost.
     */
    public Gateway reboot() {
        bed.gateway(
                        bootLimit().multipliedBy(2),
                        List.of("down", name, Long.toString(bootLimit().toSeconds())))
                .orFail();
        return boot();
    }

    /**
     * Cuts the power: everything stops at once, and nothing is left that was not synced. Boots
     * again.
     */
    public Gateway cutPower() {
        powerOff();
        return boot();
    }

    /** Cuts the power and leaves the gateway off. */
    public void powerOff() {
        bed.gateway(BOOT_LIMIT, List.of("cut-power", name)).orFail();
        condition = "off";
    }

    /**
     * Installs local Debian packages with apt, which finds what they depend on in the gateway
     * already.
     */
    public Result install(Path... packages) {
        var targets = new ArrayList<>(List.of("apt-get", "install", "-y", "-q"));
        for (var file : packages) {
            var target = "/var/tmp/" + file.getFileName();
            copyIn(file, target);
            targets.add(target);
        }
        var argv = new ArrayList<>(List.of("/usr/bin/env", "DEBIAN_FRONTEND=noninteractive"));
        argv.addAll(targets);
        return run(Duration.ofMinutes(5), argv.toArray(String[]::new));
    }

    /** Copies a file of this host into the gateway. */
    public void copyIn(Path file, String target) {
        bed.gateway(kind.patience(RUN_LIMIT), List.of("put", name, file.toString(), target))
                .orFail();
    }

    /** Copies a file of the gateway to this host. */
    public void copyOut(String source, Path file) {
        bed.gateway(kind.patience(RUN_LIMIT), List.of("get", name, source, file.toString()))
                .orFail();
    }

    /**
     * The far end of the gateway's console cable; it shows what came since the gateway was made.
     */
    public Console console() {
        return new Console(state.resolve("console.log"), state.resolve("console.in"));
    }

    /**
     * Gives an account of the gateway a fresh random password and returns it, for a login at the
     * console.
     */
    public String freshPassword(String account) {
        return sh("p=$(od -An -N9 -tx1 /dev/urandom | tr -d ' \\n'); echo \"$1:$p\" | chpasswd; echo \"$p\""
                        .replace("$1", account))
                .orFail()
                .text();
    }

    /** The neighbour on one side. */
    public Neighbour neighbour(Side side) {
        return new Neighbour(bed, name, side, state.resolve("key"));
    }

    /**
     * The address that the gateway has on a side; waits up to 20 s for a lease, a router or
     * duplicate detection.
     *
     * @throws BedException if it has none by then
     */
    public String address(Side side, Family family) {
        // An address from the router comes before one from DHCPv6 (/128): it is there with either
        // kind of client.
        var found =
                sh(
                        """
                        for i in $(seq 200); do
                            a=$(ip -o %s addr show dev %s scope global -tentative | awk '{print $4}' | sort -t/ -k2n | head -n1)
                            [ -z "$a" ] || { echo "${a%%%%/*}"; exit 0; }
                            sleep 0.1
                        done
                        ip addr; exit 1\
                        """
                                .formatted(family.flag(), side.device()));
        if (!found.ok()) {
            throw new BedException(
                    "the gateway has no " + family + " address on " + side + ":\n" + found.out());
        }
        return found.text();
    }

    /** Every address that the gateway has on a side now, those for the link only included. */
    public Set<String> addresses(Side side) {
        return sh("ip -o addr show dev %s | awk '{print $4}' | cut -d/ -f1"
                        .formatted(side.device()))
                .orFail()
                .out()
                .lines()
                .collect(Collectors.toSet());
    }

    /** Starts a service inside that gives back whatever is sent to a TCP port, on v4 and v6. */
    public void echoTcp(int port) {
        echo("tcp", Integer.toString(port), "echo-tcp-" + port);
        sh("for i in $(seq 100); do ss -Hltn sport = :%d | grep -q . && exit 0; sleep 0.05; done; exit 1"
                        .formatted(port))
                .orFail();
    }

    /** Starts a service inside that gives back whatever is sent to a UDP port, on v4 and v6. */
    public void echoUdp(int port) {
        echo("udp", Integer.toString(port), "echo-udp-" + port);
        sh("for i in $(seq 100); do ss -Hlun sport = :%d | grep -q . && exit 0; sleep 0.05; done; exit 1"
                        .formatted(port))
                .orFail();
    }

    /**
     * Lets the gateway open a TCP flow to somebody outside, and give back there whatever it
     * receives.
     */
    public void dialTcp(String host, int port) {
        echo("dial", host + " " + port, "echo-dial-" + port);
    }

    /** Sends a signal to every process of a unit; STOP freezes it. */
    public void signal(String unit, String signal) {
        run("systemctl", "kill", "--signal=" + signal, unit).orFail();
    }

    /** Stops every process of a unit in its tracks; {@code signal(unit, "CONT")} lets it go on. */
    public void freeze(String unit) {
        signal(unit, "STOP");
    }

    /** Whether the gateway is switched on. */
    public boolean alive() {
        return bed.gateway(RUN_LIMIT, List.of("alive", name)).ok();
    }

    /** Saves the journal, the console and the network state to a folder of this host. */
    public void dump(Path folder) {
        bed.gateway(RUN_LIMIT, List.of("dump", name, folder.toAbsolutePath().toString()));
    }

    /**
     * The gateway's root directory as this host sees it, until the gateway is switched off; each
     * boot has another one.
     */
    public Path root() {
        try {
            return Path.of("/proc", Files.readString(state.resolve("leader")).strip(), "root");
        } catch (IOException cause) {
            throw new BedException("looking into " + name + ", which is not running", cause);
        }
    }

    /** A name that no other gateway of this host has. */
    public String name() {
        return name;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        remove();
    }

    private void remove() {
        bed.gateway(BOOT_LIMIT, List.of("stop", name)).orFail();
    }

    private void echo(String how, String where, String unit) {
        sh("systemd-run --quiet --collect --unit=%s /usr/local/libexec/testbed-echo %s %s"
                        .formatted(unit, how, where))
                .orFail();
    }

    private Duration bootLimit() {
        return kind.patience(BOOT_LIMIT);
    }

    private List<String> inside(String... argv) {
        var arguments = new ArrayList<>(List.of("run", name));
        arguments.addAll(Arrays.asList(argv));
        return arguments;
    }
}
