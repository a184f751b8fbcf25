package io.edgeward.gateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeward.core.enforcement.EventLog;
import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.EventLogContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every log promises, and what only a file can break. */
final class FileEventLogTest extends EventLogContract {
    private static final long LIMIT = 1024 * 1024;

    @TempDir Path state;

    @SuppressWarnings("NullAway.Init") // made by the contract, before each test
    private FileEventLog log;

    @Override
    protected EventLog empty() {
        log = FileEventLog.open(state, LIMIT);
        return log;
    }

    @Override
    protected EventLog reopened() {
        log.close();
        return empty();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Path file() {
        return state.resolve("events.jsonl");
    }

    private static Event event(String outcome, long generation) {
        return new Event(
                "2030-01-01T00:00:00Z",
                "operator (uid 1000)",
                "change",
                "two\nlines, \"quoted\", \u00fc\u20ac\ud83d\udd12",
                outcome,
                generation,
                generation - 1,
                List.of("one", "two"));
    }

    private static List<Long> generations(EventLog log) {
        return log.newest(100_000).stream().map(Event::generation).toList();
    }

    @Test
    void anEventIsOneLineOnDiskWhenRecordReturns() throws IOException {
        log.record(event("confirmed", 1));

        List<String> lines = Files.readAllLines(file());
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .startsWith("{\"at\":\"2030-01-01T00:00:00Z\",\"who\":\"operator (uid 1000)\"");
        assertThat(reopened().newest(1)).containsExactly(event("confirmed", 1));
    }

    @Test
    void whereverTheLastLineIsTornNoEarlierOneIsLost() throws IOException {
        log.record(event("confirmed", 1));
        log.record(event("confirmed", 2));
        int whole = Files.readAllBytes(file()).length;
        log.record(event("confirmed", 3));
        log.close();
        byte[] all = Files.readAllBytes(file());
        for (int length = whole; length < all.length; length += length < all.length - 9 ? 7 : 1) {
            Files.write(file(), Arrays.copyOf(all, length));

            EventLog after = empty();

            assertThat(generations(after)).as("cut after %d bytes", length).containsExactly(1L, 2L);
            after.record(event("confirmed", 4));
            assertThat(generations(reopened())).containsExactly(1L, 2L, 4L);
            log.close();
        }
        empty();
    }

    @Test
    void whatWasTornIsKeptAside() throws IOException {
        log.record(event("confirmed", 1));
        log.close();
        Files.writeString(file(), "{\"at\":\"2030", StandardOpenOption.APPEND);

        empty();

        assertThat(state.resolve("events.jsonl.torn")).hasContent("{\"at\":\"2030");
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void zeroesThatAPowerCutLeftBehindAreSetAside() throws IOException {
        log.record(event("confirmed", 1));
        log.close();
        Files.write(file(), new byte[200_000], StandardOpenOption.APPEND);

        assertThat(generations(empty())).containsExactly(1L);
        log.record(event("confirmed", 2));
        assertThat(generations(reopened())).containsExactly(1L, 2L);
    }

    @Test
    void aSpoiltLineInTheMiddleIsPassedOverAndStays() throws IOException {
        log.record(event("confirmed", 1));
        log.close();
        Files.writeString(file(), "\u0000garbage\n\n{}\n[1]\n", StandardOpenOption.APPEND);
        empty().record(event("confirmed", 2));

        assertThat(generations(reopened())).containsExactly(1L, 2L);
        assertThat(Files.readString(file())).contains("garbage");
    }

    @Test
    void aFieldThatALaterVersionAddedIsNoHindrance() throws IOException {
        log.close();
        Files.writeString(
                file(),
                "{\"at\":\"x\",\"who\":\"w\",\"what\":\"change\",\"why\":\"\",\"outcome\":\"confirmed\","
                        + "\"generation\":7,\"from\":6,\"details\":[],\"mood\":\"good\"}\n");

        assertThat(generations(empty())).containsExactly(7L);
    }

    @Test
    void aFullLogBecomesThePredecessorAndBothAreTold() throws IOException {
        log.close();
        log = FileEventLog.open(state, 10_000);
        LongStream.rangeClosed(1, 40).forEach(id -> log.record(event("confirmed", id)));

        assertThat(Files.size(file())).isLessThanOrEqualTo(5_000);
        assertThat(Files.size(state.resolve("events.jsonl.1"))).isLessThanOrEqualTo(5_000);
        log.close();
        log = FileEventLog.open(state, 10_000);
        List<Long> told = generations(log);
        assertThat(told.getLast()).isEqualTo(40);
        assertThat(told)
                .isEqualTo(LongStream.rangeClosed(told.getFirst(), 40).boxed().toList())
                .hasSizeGreaterThan(20);
    }

    @Test
    void anUntoldTrialIsFoundBehindThousandsOfOtherEvents() {
        log.record(event("begun", 5));
        IntStream.range(0, 1050).forEach(_ -> log.record(event("refused", 0)));

        assertThat(log.untoldTrial().map(Event::generation)).contains(5L);
        assertThat(reopened().untoldTrial().map(Event::generation)).contains(5L);
    }

    @Test
    void anEndIsFoundBehindThousandsOfOtherEvents() {
        log.record(event("begun", 5));
        log.record(event("reverted", 5));
        IntStream.range(0, 1050).forEach(_ -> log.record(event("refused", 0)));

        assertThat(reopened().untoldTrial()).isEmpty();
    }

    @Test
    void moreThanTheMemoryHoldsIsReadFromTheDisk() {
        LongStream.rangeClosed(1, 1050).forEach(id -> log.record(event("refused", id)));

        assertThat(generations(log)).isEqualTo(LongStream.rangeClosed(1, 1050).boxed().toList());
        assertThat(log.newest(1040).getFirst().generation()).isEqualTo(11);
        assertThat(log.newest(3).getFirst().generation()).isEqualTo(1048);
    }

    @Test
    void aHugeTextIsCutSoThatOneEventCannotFillTheLog() {
        String huge = "x".repeat(500_000);
        log.record(new Event("t", huge, "change", huge, "refused", 0, 0, List.of(huge)));

        assertThat(log.newest(1)).hasSize(1);
        assertThat(reopened().newest(1).getFirst().why().length()).isLessThan(20_000);
    }

    @Test
    void aSecondDaemonCannotOpenIt() {
        assertThatThrownBy(() -> FileEventLog.open(state, LIMIT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("opening the event log in " + state)
                .cause()
                .hasMessageContaining("another Edgeward has it open");
    }

    /** The log on a disk that takes nothing while it is full. */
    private AtomicBoolean fullDisk() throws IOException {
        log.close();
        var full = new AtomicBoolean(true);
        Lines disk = EventFile.open(state, "events.jsonl", LIMIT);
        log =
                FileEventLog.on(
                        new Lines() {
                            @Override
                            public void append(byte[] line) throws IOException {
                                if (full.get()) {
                                    throw new IOException("No space left on device");
                                }
                                disk.append(line);
                            }

                            @Override
                            public void backwards(Predicate<byte[]> wantsMore) throws IOException {
                                disk.backwards(wantsMore);
                            }

                            @Override
                            public void close() throws IOException {
                                disk.close();
                            }
                        });
        return full;
    }

    @Test
    void whatIsAboutToBeDoneIsRefusedWhereItCannotBeWritten() throws IOException {
        var _ = fullDisk();

        assertThatThrownBy(() -> log.record(event("begun", 2)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(log.untoldTrial()).isEmpty();
        assertThat(log.newest(1)).isEmpty();
        assertThat(log.owed()).isZero();
    }

    @Test
    void whatWasDoneIsKeptUntilItCanBeWritten() throws IOException {
        log.record(event("begun", 2));
        AtomicBoolean full = fullDisk();

        log.record(event("confirmed", 2));

        assertThat(log.owed()).isEqualTo(1);
        assertThat(log.untoldTrial()).isEmpty();
        assertThat(log.newest(1)).containsExactly(event("confirmed", 2));
        assertThat(Files.readString(file())).doesNotContain("confirmed");

        full.set(false);
        log.record(event("refused", 0));
        assertThat(log.owed()).isZero();
        assertThat(generations(reopened())).containsExactly(2L, 2L, 0L);
    }

    @Test
    void anInterruptedThreadClosesTheLogForNobody() {
        Thread.currentThread().interrupt();
        log.record(event("begun", 1));
        assertThat(Thread.interrupted()).isTrue();

        log.record(event("confirmed", 1));
        assertThat(log.owed()).isZero();
        assertThat(generations(reopened())).containsExactly(1L, 1L);
    }
}
