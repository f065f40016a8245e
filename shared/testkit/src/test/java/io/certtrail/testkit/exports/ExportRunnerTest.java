package io.certtrail.testkit.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportRunner;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.exports.Result;
import io.certtrail.domain.exports.State;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExportRunnerTest {
    private static final int ENTRIES = 200;

    private final Scene scene = new Scene(1, ENTRIES);

    @Test
    void anExportOfEverythingVerifiesAndHoldsEveryEntry() throws Exception {
        Export ready = made(ExportFilter.NONE);
        assertThat(ready.result().orElseThrow().rows()).isEqualTo(ENTRIES);
        assertVerified(ready);
    }

    @ParameterizedTest
    @MethodSource("io.certtrail.testkit.exports.SampleFilters#all")
    void anExportByAnyFilterVerifiesAndHoldsEveryMatch(ExportFilter filter) throws Exception {
        Export ready = made(filter);
        List<LoggedEntry> matches = scene.ledger.entries().stream()
                .filter(entry -> filter.matches(entry.entry()))
                .toList();
        Result result = ready.result().orElseThrow();
        assertThat(result.rows()).isEqualTo(matches.size());
        assertThat(result.complete()).isEqualTo(filter.q() == null);
        assertThat(matches).allMatch(entry -> result.fromSeq() <= entry.seq() && entry.seq() < result.toSeq());
        assertVerified(ready);
    }

    @Test
    void aFilterByTimeLooksAtNoMoreThanItMust() {
        Instant from = scene.ledger.entries().get(120).entry().time();
        Instant to = scene.ledger.entries().get(140).entry().time();
        Result result = made(SampleFilters.of(
                        "{'from':'%s','to':'%s'}".formatted(LedgerTime.text(from), LedgerTime.text(to))))
                .result()
                .orElseThrow();
        assertThat(result.toSeq() - result.fromSeq()).isEqualTo(Math.max(1, result.rows()));
        assertThat(result.complete()).isTrue();
    }

    @Test
    void anExportCoversWhatWasRecordedBeforeItWasAskedFor() {
        Export asked = scene.request(ExportFilter.NONE);
        scene.outbox.setOldest(Optional.of(asked.requestedAt()));
        AtomicInteger looks = new AtomicInteger();
        FaultyPorts ports = FaultyPorts.sound().before("Outbox.oldest", () -> {
            if (looks.incrementAndGet() == 3) {
                scene.ledger.grow(5);
                scene.outbox.setOldest(Optional.of(asked.requestedAt().plusMillis(1)));
            }
        });
        assertThat(scene.run(scene.worker(ports), asked.id())).isInstanceOf(Outcome.Made.class);
        assertThat(resultOf(asked).rows()).isEqualTo(ENTRIES + 5);
    }

    @Test
    void anOutboxThatStandsStillHoldsNoExportUpForever() {
        Export asked = scene.request(ExportFilter.NONE);
        scene.outbox.setOldest(Optional.of(asked.requestedAt()));
        assertThat(scene.run(scene.worker(), asked.id())).isInstanceOf(Outcome.Made.class);
        assertThat(resultOf(asked).rows()).isEqualTo(ENTRIES);
    }

    @Test
    void whatComesAfterTheBasisWasChosenIsLeftToTheNextExport() throws Exception {
        Export asked = scene.request(ExportFilter.NONE);
        ExportRunner worker = scene.worker(FaultyPorts.at(Fault.FAILED, "EvidenceStore.begin"));
        assertThat(scene.run(worker, asked.id())).isInstanceOf(Outcome.PutOff.class);
        scene.ledger.grow(50);
        scene.ledger.request(SampleLedger.ORIGIN, 0);
        scene.settle();
        assertThat(resultOf(asked).treeSize()).isEqualTo(ENTRIES);
        assertVerified(scene.find(asked.id()));
    }

    @Test
    void theEventSaysWhatWasExportedAndByWhom() {
        Export ready = made(ExportFilter.NONE);
        Event event = scene.outbox.recorded("audit.exported").getFirst();
        assertThat(event.actor()).isEqualTo(Scene.ALICE.actor());
        assertThat(event.client()).isEqualTo(Scene.ALICE.client());
        assertThat(event.resource().id()).isEqualTo(ready.id().toString());
        assertThat(event.details().get("rows")).isEqualTo(new Json.Num(ENTRIES));
        assertThat(event.details().get("sha256"))
                .isEqualTo(new Json.Str(Hash.sha256(scene.file(ready)).hex()));
    }

    @Test
    void aWorkerThatIsAskedAgainAfterwardsDoesNothing() {
        Export ready = made(ExportFilter.NONE);
        assertThat(scene.run(scene.worker(), ready.id())).isInstanceOf(Outcome.Nothing.class);
        assertThat(scene.run(scene.worker(), new UUID(1, 1))).isInstanceOf(Outcome.Nothing.class);
        assertThat(scene.outbox.recorded("audit.exported")).hasSize(1);
    }

    @Test
    void ofManyWorkersAtOnceOneMakesIt() throws Exception {
        Export asked = scene.request(ExportFilter.NONE);
        List<Callable<Outcome>> workers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            workers.add(() -> scene.run(scene.worker(), asked.id()));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            int made = 0;
            for (Future<Outcome> outcome : threads.invokeAll(workers)) {
                made += outcome.get() instanceof Outcome.Made ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
        assertThat(scene.find(asked.id()).attempts()).isEqualTo(1);
        assertThat(scene.outbox.recorded("audit.exported")).hasSize(1);
    }

    @Test
    void aWorkerThatWasTakenForDeadChangesNothingWhenItWakes() throws Exception {
        Export asked = scene.request(ExportFilter.NONE);
        List<Outcome> other = new ArrayList<>();
        FaultyPorts sleep = FaultyPorts.sound().before("Upload.complete", () -> {
            scene.clock.move(Duration.ofMinutes(3));
            other.add(scene.run(scene.worker(), asked.id()));
        });
        assertThat(scene.run(scene.worker(sleep), asked.id())).isInstanceOf(Outcome.Elsewhere.class);
        assertThat(other.getFirst()).isInstanceOf(Outcome.Made.class);
        assertThat(scene.outbox.recorded("audit.exported")).hasSize(1);
        assertVerified(scene.find(asked.id()));
    }

    @Test
    void aSlowWorkerKeepsItsHoldAsLongAsItGoesOn() {
        Export asked = scene.request(ExportFilter.NONE);
        List<Outcome> others = new ArrayList<>();
        FaultyPorts slow = FaultyPorts.sound().before("ChainReader.blocks", () -> {
            others.add(scene.run(scene.worker(), asked.id()));
            scene.clock.move(Duration.ofSeconds(50));
        });
        assertThat(scene.run(scene.worker(slow), asked.id())).isInstanceOf(Outcome.Made.class);
        assertThat(others).hasSizeGreaterThan(5).allMatch(Outcome.Elsewhere.class::isInstance);
        assertThat(scene.find(asked.id()).attempts()).isEqualTo(1);
    }

    @Test
    void aWorkerWhoseTimeIsUpGivesTheExportBack() {
        Export asked = scene.request(ExportFilter.NONE);
        FaultyPorts slow =
                FaultyPorts.sound().before("ChainReader.blocks", () -> scene.clock.move(Duration.ofMinutes(5)));
        assertThat(scene.run(scene.worker(slow), asked.id())).isInstanceOf(Outcome.LeftOff.class);
        assertThat(scene.find(asked.id()).state()).isEqualTo(new State.Queued(""));
        assertThat(scene.queue.takeAll()).contains(new MemoryExportQueue.Job(Scene.TENANT, asked.id(), Duration.ZERO));
    }

    @Test
    void anExportThatCanNotBeMadeFailsAfterItsLastAttempt() {
        scene.ledger.lose(3);
        Export asked = scene.request(ExportFilter.NONE);
        List<Duration> delays = new ArrayList<>();
        Outcome outcome = scene.run(scene.worker(), asked.id());
        while (outcome instanceof Outcome.PutOff putOff) {
            delays.add(putOff.delay());
            outcome = scene.run(scene.worker(), asked.id());
        }
        assertThat(outcome).isInstanceOf(Outcome.GivenUp.class);
        assertThat(delays).hasSize(4).isSorted();
        assertThat(scene.find(asked.id()).state())
                .isInstanceOfSatisfying(
                        State.Failed.class,
                        failed -> assertThat(failed.error())
                                .contains("is neither in a block that is there nor in a sealed segment"));
        assertThat(scene.outbox.recorded("audit.export.failed"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.resource().id()).isEqualTo(asked.id().toString()));
        assertThat(scene.outbox.recorded("audit.exported")).isEmpty();
    }

    @Test
    void aLedgerThatIsNotWhatWasSignedIsReportedAndNotExported() {
        scene.ledger.tamperWith(77);
        Export asked = scene.request(ExportFilter.NONE);
        assertThat(scene.run(scene.worker(), asked.id())).isInstanceOf(Outcome.GivenUp.class);
        assertThat(scene.outbox.recorded("audit.verification.failed")).hasSize(1);
        assertThat(scene.outbox.recorded("audit.export.failed")).hasSize(1);
        assertThat(scene.outbox.recorded("audit.exported")).isEmpty();
        assertThat(scene.evidence.keys()).isEmpty();
    }

    @Test
    void anExportWhoseWorkersAllDieIsGivenUp() {
        Export asked = scene.request(ExportFilter.NONE);
        for (int death = 0; death < 5; death++) {
            try {
                scene.run(scene.worker(FaultyPorts.at(Fault.KILLED_BEFORE, "Upload.complete")), asked.id());
            } catch (Killed e) {
                scene.clock.move(Duration.ofMinutes(3));
            }
        }
        scene.settle();
        assertThat(scene.find(asked.id()).state()).isInstanceOf(State.Failed.class);
        assertThat(scene.outbox.recorded("audit.export.failed")).hasSize(1);
    }

    @Test
    void anAbandonedExportFailsUnlessALivingWorkerHasIt() {
        Export asked = scene.request(ExportFilter.NONE);
        FaultyPorts ports = FaultyPorts.at(Fault.KILLED_BEFORE, "EvidenceStore.begin");
        try {
            scene.run(scene.worker(ports), asked.id());
        } catch (Killed e) {
            assertThat(scene.worker().abandon(Scene.TENANT, asked.id())).isInstanceOf(Outcome.Elsewhere.class);
        }
        scene.clock.move(Duration.ofMinutes(3));
        assertThat(scene.worker().abandon(Scene.TENANT, asked.id())).isInstanceOf(Outcome.GivenUp.class);
        assertThat(scene.worker().abandon(Scene.TENANT, asked.id())).isInstanceOf(Outcome.Nothing.class);
        assertThat(scene.outbox.recorded("audit.export.failed")).hasSize(1);
    }

    @Test
    void aReadyExportIsNotAbandoned() {
        Export ready = made(ExportFilter.NONE);
        assertThat(scene.worker().abandon(Scene.TENANT, ready.id())).isInstanceOf(Outcome.Nothing.class);
        assertThat(scene.find(ready.id()).state()).isInstanceOf(State.Ready.class);
    }

    private Export made(ExportFilter filter) {
        Export asked = scene.request(filter);
        assertThat(scene.run(scene.worker(), asked.id())).isInstanceOf(Outcome.Made.class);
        return scene.find(asked.id());
    }

    private Result resultOf(Export export) {
        return scene.find(export.id()).result().orElseThrow();
    }

    private void assertVerified(Export export) throws Exception {
        assertThat(scene.verify(export)).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            Result result = export.result().orElseThrow();
            assertThat(verified.report().isComplete()).isEqualTo(result.complete());
            assertThat(verified.report().isHmacChecked()).isTrue();
            assertThat(verified.report().manifest().rows()).isEqualTo(result.rows());
        });
    }
}
