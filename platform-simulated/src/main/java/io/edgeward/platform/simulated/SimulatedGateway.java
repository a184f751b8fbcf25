package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.platform.Standing.How;
import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A whole gateway in memory, with everything that hands, faults and power cuts can do to it. {@link
 * SimulatedPlatform} is what the daemon sees of it. May be called from any thread.
 */
public final class SimulatedGateway {
    private final BootTimers timers;
    private final Disk disk = new Disk();
    private final Power power = new Power();
    private final Faults faults = new Faults();
    private final Store store;
    private final Debian debian;
    private final Applier applier;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Runnable> watchers = new ConcurrentHashMap<>();
    private final List<Runnable> mourners = new CopyOnWriteArrayList<>();
    private BooleanSupplier luck = () -> false;
    private boolean up;

    /** As it left the factory, switched on. */
    public SimulatedGateway(SimulatedClock clock, Factory factory) {
        this.timers = new BootTimers(clock);
        this.store = new Store(disk, power);
        this.debian = new Debian(factory);
        this.applier = new Applier(store, power, debian, faults, this::now, this::timer);
        boot();
    }

    /** As it usually leaves the factory: SSH and console on, nothing adopted, no firewall. */
    public static SimulatedGateway factoryFresh(SimulatedClock clock) {
        return new SimulatedGateway(clock, Factory.usual());
    }

    // What the daemon reaches, through SimulatedPlatform.

    Answer ask(Verb verb, String doing, Function<Applier, Answer> act) {
        Answer answer = locked(doing, () -> answer(verb, doing, act));
        tellWatchers();
        return answer;
    }

    private Answer answer(Verb verb, String doing, Function<Applier, Answer> act) {
        Optional<Fault> fault =
                faults.strike(
                        verb, it -> !(it instanceof Fault.Fails || it instanceof Fault.Strands));
        if (fault.isPresent() && fault.get() instanceof Fault.Refuses(String reason)) {
            return new Answer.Refused(reason, "");
        }
        if (fault.isPresent() && fault.get() instanceof Fault.RequestLost) {
            throw new PlatformException(Kind.TIMED_OUT, doing);
        }
        Answer answer = perform(doing, act);
        if (fault.isPresent()) {
            throw new PlatformException(Kind.TIMED_OUT, doing);
        }
        return answer;
    }

    private Answer perform(String doing, Function<Applier, Answer> act) {
        try {
            return act.apply(applier);
        } catch (Disk.DiskTrouble e) {
            return new Answer.Refused(e.reason(), "");
        } catch (Power.Lost e) {
            goDark();
            throw new PlatformException(Kind.UNREACHABLE, doing, e);
        }
    }

    <T> T look(String doing, Supplier<T> at) {
        return locked(doing, at);
    }

    private <T> T locked(String doing, Supplier<T> act) {
        lock.lock();
        try {
            if (!up || faults.unreachable()) {
                throw new PlatformException(Kind.UNREACHABLE, doing);
            }
            return act.get();
        } finally {
            lock.unlock();
        }
    }

    Standing standing() {
        return applier.standing();
    }

    Store store() {
        return store;
    }

    Observation observe() {
        return debian.observe(faults.hidden());
    }

    BootTime now() {
        return timers.now();
    }

    Runnable watch(Runnable onChange) {
        var key = new Object();
        watchers.put(key, onChange);
        return () -> watchers.remove(key);
    }

    private void tellWatchers() {
        watchers.values()
                .forEach(watcher -> Thread.ofVirtual().name("simulated watch").start(watcher));
    }

    private void timer(long id, Optional<BootTime> deadline) {
        timers.set(id, deadline, boot -> timeIsUp(id, boot));
    }

    private void timeIsUp(long id, long boot) {
        lock.lock();
        try {
            if (!up || !timers.rings(id, boot)) {
                return;
            }
            var _ = applier.revert(id, How.REVERTED_BY_DEADLINE);
        } catch (Power.Lost e) {
            goDark();
        } finally {
            lock.unlock();
        }
        tellWatchers();
    }

    // Power.

    /** Everything that was not synced is lost; {@link #boot()} brings the gateway up again. */
    public void cutPower() {
        cutPower(() -> false);
    }

    /**
     * The same, but some of what was not synced may have got to the disk.
     *
     * @param survives asked for each such thing
     */
    public void cutPower(BooleanSupplier survives) {
        lock.lock();
        try {
            luck = survives;
            if (up) {
                goDark();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The power will be lost in the middle of a verb, that many steps of the applier from now. */
    public void cutPowerAfter(int steps, BooleanSupplier survives) {
        lock.lock();
        try {
            luck = survives;
            power.loseAfter(steps);
        } finally {
            lock.unlock();
        }
    }

    /** Calls {@code end} in the moment in which the power is lost: so dies what runs on it. */
    public void onPowerLoss(Runnable end) {
        mourners.add(end);
    }

    private void goDark() {
        up = false;
        timers.cancelAll();
        disk.cut(luck);
        power.isBack();
        mourners.forEach(Runnable::run);
    }

    /** Shuts down in order and boots. */
    public void reboot() {
        reboot(false);
    }

    /**
     * Shuts down in order and boots.
     *
     * @param recover with {@code edgeward.recover} on the kernel's command line
     */
    public void reboot(boolean recover) {
        lock.lock();
        try {
            disk.syncAll();
            boot(recover);
        } finally {
            lock.unlock();
        }
        tellWatchers();
    }

    /** Comes up after a power cut. */
    public void boot() {
        boot(false);
    }

    /** Comes up, with or without {@code edgeward.recover} on the kernel's command line. */
    public void boot(boolean recover) {
        lock.lock();
        try {
            timers.boot();
            applier.boot(recover);
            up = true;
        } finally {
            lock.unlock();
        }
    }

    public boolean isUp() {
        lock.lock();
        try {
            return up;
        } finally {
            lock.unlock();
        }
    }

    /** How many steps the applier made since the gateway was built: places for a power cut. */
    public int steps() {
        return always(power::steps);
    }

    // What is to be seen from outside and on the spot.

    /** Whether somebody on the internet gets an answer there. */
    public boolean reachable(Protocol protocol, int port) {
        return reachable(protocol, port, Neighbour.STRANGER);
    }

    /** Whether that host gets an answer there: something listens, and the filter lets it in. */
    public boolean reachable(Protocol protocol, int port, Neighbour from) {
        return always(() -> up && debian.reachable(protocol, port, from));
    }

    /** What was started, stopped and loaded since the boot, in order. */
    public List<String> actions() {
        return always(debian::actions);
    }

    /** How often something was written to the disk. */
    public long writes() {
        return always(disk::writes);
    }

    // What hands do.

    /** Adds an accept rule to our table in the kernel. */
    public void openByHand(Protocol protocol, int port) {
        var rule =
                new RuleLine(
                        Optional.empty(),
                        Optional.<Cidr>empty(),
                        protocol,
                        new PortRange(port, port));
        by(() -> debian.openByHand(rule));
    }

    /** {@code nft flush ruleset}. */
    public void flushFilter() {
        by(debian::flushFilter);
    }

    /** Starts a program that listens, as {@code sshd -p 2222} from a shell. */
    public void startByHand(String process, Protocol protocol, int port) {
        by(() -> Debian.both(protocol, port, process).forEach(debian::listenByHand));
    }

    /** Kills what was started by hand. */
    public void killByHand(String process) {
        by(() -> debian.killByHand(process));
    }

    /**
     * {@code systemctl start}; tells whether the service runs then. Switch: {@code services/ssh}.
     */
    public boolean startUnit(String switchFile) {
        return always(() -> debian.startUnit(Switch.of(switchFile)));
    }

    /** {@code systemctl stop}. */
    public void stopUnit(String switchFile) {
        by(() -> debian.stopUnit(Switch.of(switchFile)));
    }

    /** Takes the drop-ins of a switch away, so that its units start whatever it says; or back. */
    public void unguard(String switchFile, boolean gone) {
        by(() -> debian.unguard(Switch.of(switchFile), gone));
    }

    /** A process belongs to a login session; it ends when its way in is switched off. */
    public void login(long processId, Login login) {
        by(() -> debian.logins().put(processId, Optional.of(login)));
    }

    /** A process that belongs to no session, as one of root's own. */
    public void noLogin(long processId) {
        by(() -> debian.logins().put(processId, Optional.empty()));
    }

    Optional<Login> loginOf(long processId) {
        return debian.logins().of(processId, debian, now());
    }

    // What fate does.

    /** What shall go wrong when the applier is asked. */
    public Faults faults() {
        return faults;
    }

    /** Every write is refused for this reason of the applier's contract; empty: well again. */
    public void diskTrouble(Optional<String> reason) {
        by(() -> disk.ail(reason));
    }

    /**
     * A service does not stop, or does not start, however it is asked; the applier sees nothing.
     */
    public void sick(String switchFile, boolean willNotStop, boolean willNotStart) {
        by(() -> debian.sick(Switch.of(switchFile), willNotStop, willNotStart));
    }

    /** Alters a byte of a kept generation on the disk. */
    public void damage(long id) {
        by(() -> store.damage(id));
    }

    /** The files of a kept generation, for whoever looks at the disk. */
    public Optional<Generation> onDisk(long id) {
        return always(() -> store.read(id));
    }

    private void by(Runnable act) {
        var _ =
                always(() -> {
                    act.run();
                    return true;
                });
    }

    private <T> T always(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }
}
