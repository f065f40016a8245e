package io.certtrail.testkit.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.exports.Progress;
import io.certtrail.domain.exports.State;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.Throttled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers live too short a time for an export; it gets done all the same, and is what one worker would have made. */
final class ExportPauseTest {
    private static final int ENTRIES = 60;

    /** No time at all: a worker does the least that one does, and leaves off. */
    private static final Deadline OVER = () -> Duration.ZERO;

    @ParameterizedTest
    @MethodSource("io.certtrail.testkit.exports.SampleFilters#all")
    void howeverOftenItIsLeftOffTheFilesAreTheSame(ExportFilter filter) throws Exception {
        for (Format format : Format.values()) {
            Scene whole = new Scene(3, ENTRIES);
            Export atOnce = whole.desk.request(Scene.ALICE, format, filter, List.of());
            whole.run(whole.worker(), atOnce.id());

            Scene scene = new Scene(3, ENTRIES);
            Export asked = scene.desk.request(Scene.ALICE, format, filter, List.of());
            int leftOff = 0;
            Outcome outcome = scene.worker().run(Scene.TENANT, asked.id(), OVER);
            while (outcome instanceof Outcome.LeftOff) {
                leftOff++;
                outcome = scene.worker().run(Scene.TENANT, asked.id(), OVER);
            }
            if (format != Format.CSV) { // the bundle itself is made at one go
                assertThat(outcome).isInstanceOf(Outcome.PutOff.class);
                outcome = scene.run(scene.worker(), asked.id());
            }
            assertThat(outcome).isInstanceOf(Outcome.Made.class);
            Export made = scene.find(asked.id());
            assertThat(scene.file(made)).isEqualTo(whole.file(whole.find(atOnce.id())));
            assertThat(scene.proof(made)).isEqualTo(whole.proof(whole.find(atOnce.id())));
            if (filter.equals(ExportFilter.NONE)) {
                assertThat(leftOff).isGreaterThan(5);
            }
            if (format == Format.CSV) {
                assertThat(scene.verify(made)).isInstanceOf(Verdict.Verified.class);
            }
        }
    }

    @Test
    void itSaysHowFarItIsAndNeverGoesBack() {
        Scene scene = new Scene(4, ENTRIES);
        Export asked = scene.desk.request(Scene.ALICE, Format.PDF, ExportFilter.NONE, List.of());
        List<Progress> told = new ArrayList<>();
        List<Integer> percents = new ArrayList<>();
        while (scene.worker().run(Scene.TENANT, asked.id(), OVER) instanceof Outcome.LeftOff(Progress progress)) {
            Export export = scene.find(asked.id());
            assertThat(export.work().progress()).isEqualTo(progress);
            assertThat(export.state()).isEqualTo(new State.Queued(""));
            assertThat(scene.queue.takeAll()).isNotEmpty();
            told.add(progress);
            percents.add(progress.percent(Format.PDF));
        }
        assertThat(told.removeLast()).isEqualTo(new Progress(Progress.Step.BUNDLE, 0, 0, ENTRIES));
        assertThat(percents.removeLast()).isEqualTo(50);
        assertThat(percents).isSorted().doesNotHaveDuplicates().allMatch(percent -> percent < 50);
        assertThat(told).allMatch(progress -> progress.done() == progress.rows() && progress.of() == ENTRIES);
    }

    @Test
    void whileItIsMadeItsProgressIsKeptEveryFewSeconds() {
        Scene scene = new Scene(5, ENTRIES);
        Export asked = scene.request(ExportFilter.NONE);
        Set<Progress> seen = new HashSet<>();
        FaultyPorts slow = FaultyPorts.sound().before("ChainReader.blocks", () -> {
            seen.add(scene.find(asked.id()).work().progress());
            scene.clock.move(Duration.ofSeconds(4));
        });
        assertThat(scene.run(scene.worker(slow), asked.id())).isInstanceOf(Outcome.Made.class);
        assertThat(seen).hasSizeGreaterThan(2).contains(Progress.NONE);
    }

    @Test
    void aMarkThatIsNotTheOneThatWasLeftIsNotGoneOnFrom() throws Exception {
        Scene scene = new Scene(6, ENTRIES);
        Export asked = scene.request(ExportFilter.NONE);
        scene.worker().run(Scene.TENANT, asked.id(), OVER);
        String key =
                Objects.requireNonNull(scene.find(asked.id()).work().mark()).key();
        byte[] mark = scene.evidence.file(key).orElseThrow();
        mark[mark.length / 2] ^= 1;
        try (var upload = scene.evidence.begin(key, "application/json")) {
            upload.write(mark);
            upload.complete();
        }
        assertThat(scene.run(scene.worker(), asked.id()))
                .isInstanceOfSatisfying(
                        Outcome.PutOff.class,
                        putOff -> assertThat(putOff.error()).contains("has the SHA-256"));
        scene.settle();
        Export made = scene.find(asked.id());
        assertThat(made.state()).isInstanceOf(State.Ready.class);
        assertThat(scene.verify(made)).isInstanceOf(Verdict.Verified.class);
        assertThat(scene.outbox.recorded("audit.exported")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whateverGoesWrongBetweenTheWorkersTheExportIsMadeOnce(Format format) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<String> struck = new HashSet<>();
        for (int round = 0; round < 150; round++) {
            String where = "seed %d, round %d, %s".formatted(seed, round, format);
            Scene scene = new Scene(random.nextInt(), 1 + random.nextInt(ENTRIES));
            Export asked = scene.desk.request(Scene.ALICE, format, ExportFilter.NONE, List.of());
            List<FaultyPorts> ports = new ArrayList<>();
            for (int worker = 0; worker < 4; worker++) {
                Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
                FaultyPorts faulty = FaultyPorts.at(fault, 1 + random.nextInt(25));
                ports.add(faulty);
                try {
                    scene.worker(faulty).run(Scene.TENANT, asked.id(), OVER);
                } catch (Killed | OutcomeUnknown | Throttled e) {
                    assertThat(faulty.struck()).as(where).isNotEmpty();
                }
                scene.clock.move(Duration.ofSeconds(random.nextInt(400)));
                struck.add(faulty.struck());
            }
            ports.forEach(FaultyPorts::arrive);
            scene.settle();
            Export export = scene.find(asked.id());
            assertThat(export.state()).as(where).isInstanceOf(State.Ready.class);
            assertThat(scene.outbox.recorded("audit.exported")).as(where).hasSize(1);
            assertThat(scene.outbox.recorded("audit.export.failed")).as(where).isEmpty();
            if (format == Format.CSV) {
                assertThat(scene.verify(export)).as(where).isInstanceOf(Verdict.Verified.class);
            }
        }
        assertThat(struck)
                .contains("EvidenceStore.resume", "EvidenceStore.open", "Upload.pause", "ExportStore.replace");
    }

    private static final List<Fault> FAULTS = List.of(
            Fault.NONE, Fault.NONE, Fault.FAILED, Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.FAILED_BUT_PERSISTED);
}
