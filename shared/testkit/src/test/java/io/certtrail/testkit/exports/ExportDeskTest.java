package io.certtrail.testkit.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportDesk;
import io.certtrail.domain.exports.ExportPage;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.exports.State;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.export.ExportFilter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ExportDeskTest {
    private final Scene scene = new Scene(1, 40);

    @Test
    void aRequestIsStoredAndItsJobSent() {
        ExportFilter filter = SampleFilters.of("{'severity':['error']}");
        Export asked = scene.request(filter);
        assertThat(scene.store.find(Scene.TENANT, asked.id())).contains(asked);
        assertThat(asked.filter()).isEqualTo(filter);
        assertThat(asked.requester()).isEqualTo(Scene.ALICE);
        assertThat(asked.asked().size()).isEqualTo(40);
        assertThat(asked.state()).isEqualTo(new State.Queued(""));
        assertThat(scene.store.unfinished(Scene.TENANT, 9)).containsExactly(asked.id());
        assertThat(scene.queue.takeAll())
                .containsExactly(new MemoryExportQueue.Job(Scene.TENANT, asked.id(), Duration.ZERO));
    }

    @Test
    void aFilterThatEndsBeforeItBeginsIsRefused() {
        assertRefused(
                Code.INVALID_PARAMETER,
                () -> scene.request(
                        SampleFilters.of("{'from':'2026-11-22T10:00:00.000Z','to':'2026-11-22T10:00:00.000Z'}")));
        assertThat(scene.store.newest(Scene.TENANT, 9)).isEmpty();
    }

    @Test
    void aFilterThatNoManifestHasRoomForIsRefused() {
        assertThat(scene.request(SampleFilters.of("{'q':'%s'}".formatted("x".repeat(1_990)))))
                .isNotNull();
        assertRefused(
                Code.INVALID_PARAMETER,
                () -> scene.request(SampleFilters.of("{'q':'%s'}".formatted("x".repeat(1_995)))));
    }

    @Test
    void aTenantWithoutALedgerHasNoExports() {
        Requester stranger = new Requester("nobody", Scene.ALICE.actor(), Scene.ALICE.client());
        assertRefused(Code.NOT_FOUND, () -> scene.desk.request(stranger, Format.CSV, ExportFilter.NONE, List.of()));
    }

    @Test
    void anotherTenantsExportIsNotFound() {
        Export asked = scene.request(ExportFilter.NONE);
        assertRefused(Code.NOT_FOUND, () -> scene.desk.find("beta", asked.id()));
        assertRefused(Code.NOT_FOUND, () -> scene.desk.await("beta", asked.id(), Duration.ofSeconds(1)));
    }

    @Test
    void pagesHoldEveryExportOnceNewestFirst() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.addFirst(
                    scene.request(SampleFilters.of("{'q':'%d'}".formatted(i))).id());
            scene.clock.move(Duration.ofMillis(1));
        }
        List<UUID> listed = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        ExportPage page;
        do {
            page = scene.desk.list(Scene.TENANT, 3, after);
            page.exports().forEach(export -> listed.add(export.id()));
            after = Optional.of(listed.getLast());
        } while (page.hasMore());
        assertThat(listed).isEqualTo(all);
        assertThat(page.exports()).hasSize(1);
    }

    @Test
    void aPageHasItsBounds() {
        assertRefused(Code.INVALID_PARAMETER, () -> scene.desk.list(Scene.TENANT, 0, Optional.empty()));
        assertRefused(
                Code.INVALID_PARAMETER, () -> scene.desk.list(Scene.TENANT, ExportDesk.MAX_PAGE + 1, Optional.empty()));
    }

    @Test
    void whoAsksForTheSameAgainIsGivenTheExportFromBefore() {
        Export asked = scene.request(ExportFilter.NONE);
        scene.clock.move(Duration.ofSeconds(1));
        assertThat(scene.request(ExportFilter.NONE)).isEqualTo(asked);
        scene.run(scene.worker(), asked.id());
        scene.queue.takeAll();
        assertThat(scene.request(ExportFilter.NONE)).isEqualTo(scene.find(asked.id()));
        assertThat(scene.queue.takeAll()).isEmpty();
    }

    @Test
    void whatIsInTheLedgerSinceOrOnItsWayIsInTheNextExport() {
        Export asked = scene.request(ExportFilter.NONE);
        scene.outbox.setOldest(Optional.of(scene.clock.instant()));
        Export waits = scene.request(ExportFilter.NONE);
        scene.outbox.setOldest(Optional.empty());
        scene.ledger.grow(1);
        Export grown = scene.request(ExportFilter.NONE);
        assertThat(List.of(asked.id(), waits.id(), grown.id())).doesNotHaveDuplicates();
    }

    @Test
    void whatCanNotGrowAnyMoreIsExportedOnceHoweverTheChainGrows() {
        ExportFilter over = SampleFilters.of("{'to':'2026-11-22T11:55:00.000Z'}");
        ExportFilter goesOn = SampleFilters.of("{'to':'2026-11-22T11:56:00.000Z'}");
        Export first = scene.request(over);
        Export open = scene.request(goesOn);
        scene.outbox.setOldest(Optional.of(scene.clock.instant()));
        scene.ledger.grow(3);
        assertThat(scene.request(over)).isEqualTo(first);
        assertThat(scene.request(goesOn).id()).isNotEqualTo(open.id());
    }

    @Test
    void anotherActorOrFormatOrCopyIsAnotherExport() {
        Requester bob = new Requester(Scene.TENANT, new Actor(Actor.Type.USER, "u-bob", "bob"), Client.NONE);
        List<Attribute> closed = List.of(Attribute.CLIENT, Attribute.DESCRIPTION, Attribute.DETAILS);
        assertThat(List.of(
                        scene.request(ExportFilter.NONE).id(),
                        scene.desk
                                .request(bob, Format.CSV, ExportFilter.NONE, List.of())
                                .id(),
                        scene.desk
                                .request(Scene.ALICE, Format.ZIP, ExportFilter.NONE, List.of())
                                .id(),
                        scene.desk
                                .request(Scene.ALICE, Format.CSV, ExportFilter.NONE, closed)
                                .id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatOthersTellOfIsNotClosedAlone() {
        assertRefused(
                Code.INVALID_PARAMETER,
                () -> scene.desk.request(Scene.ALICE, Format.CSV, ExportFilter.NONE, List.of(Attribute.ACTOR)));
        assertRefused(
                Code.INVALID_PARAMETER,
                () -> scene.desk.request(Scene.ALICE, Format.CSV, ExportFilter.NONE, Attribute.ALL));
        assertThat(scene.store.newest(Scene.TENANT, 9)).isEmpty();
    }

    @Test
    void waitingEndsWhenTheExportIsReady() {
        Export asked = scene.request(ExportFilter.NONE);
        ExportDesk desk = scene.deskWhosePauses(() -> scene.run(scene.worker(), asked.id()));
        Instant before = scene.clock.instant();
        Export found = desk.await(Scene.TENANT, asked.id(), ExportDesk.PATIENCE);
        assertThat(found.state()).isInstanceOf(State.Ready.class);
        assertThat(Duration.between(before, scene.clock.instant())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void waitingEndsWhenTheTimeIsUp() {
        Export asked = scene.request(ExportFilter.NONE);
        Instant before = scene.clock.instant();
        Export found = scene.desk.await(Scene.TENANT, asked.id(), ExportDesk.PATIENCE);
        assertThat(found).isEqualTo(asked);
        assertThat(scene.clock.instant()).isEqualTo(before.plus(ExportDesk.PATIENCE));
    }

    @Test
    void aLinkIsForOneDownloadAndRecordedBeforeItIsGiven() {
        Export ready = ready();
        URI link = scene.desk.fileLink(Scene.ALICE, ready.id()).orElseThrow();
        assertThat(scene.evidence.follow(link))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(scene.file(ready)));
        assertThat(link.toString()).endsWith("?certtrail-acme-20261122-%s.csv".formatted(tail(ready)));
        scene.desk.fileLink(Scene.ALICE, ready.id());
        List<Event> recorded = scene.outbox.recorded("audit.export.downloaded");
        assertThat(recorded).hasSize(2);
        assertThat(recorded.getFirst().actor()).isEqualTo(Scene.ALICE.actor());
        assertThat(recorded.getFirst().resource().id()).isEqualTo(ready.id().toString());
    }

    @Test
    void aLinkToTheProofIsGivenAndRecordedLikewise() {
        Export ready = ready();
        URI link = scene.desk.proofLink(Scene.ALICE, ready.id()).orElseThrow();
        assertThat(scene.evidence.follow(link))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(scene.proof(ready)));
        assertThat(link.toString()).endsWith("?certtrail-acme-20261122-%s.proof.jsonl".formatted(tail(ready)));
        assertThat(scene.outbox.recorded("audit.export.downloaded")).hasSize(1);
    }

    @Test
    void thereIsNoLinkBeforeTheExportIsReady() {
        Export asked = scene.request(ExportFilter.NONE);
        assertThat(scene.desk.fileLink(Scene.ALICE, asked.id())).isEmpty();
        assertThat(scene.desk.proofLink(Scene.ALICE, asked.id())).isEmpty();
        assertThat(scene.outbox.recorded("audit.export.downloaded")).isEmpty();
    }

    @Test
    void thereIsNoLinkAfterTheFilesHaveExpired() {
        Export ready = ready();
        Instant expiry = scene.desk.expiry(ready).orElseThrow();
        scene.clock.move(Duration.between(scene.clock.instant(), expiry).minusMillis(1));
        assertThat(scene.desk.fileLink(Scene.ALICE, ready.id())).isPresent();
        scene.clock.move(Duration.ofMillis(1));
        assertRefused(Code.GONE, () -> scene.desk.fileLink(Scene.ALICE, ready.id()));
        assertRefused(Code.GONE, () -> scene.desk.proofLink(Scene.ALICE, ready.id()));
        assertThat(scene.outbox.recorded("audit.export.downloaded")).hasSize(1);
    }

    @Test
    void aFailedExportSaysWhy() {
        scene.ledger.tamperWith(7);
        Export asked = scene.request(ExportFilter.NONE);
        assertThat(scene.run(scene.worker(), asked.id())).isInstanceOf(Outcome.GivenUp.class);
        assertThatThrownBy(() -> scene.desk.fileLink(Scene.ALICE, asked.id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not hold what was signed");
    }

    @Test
    void aLostJobIsSentAgainOnceInAWhile() {
        Export asked = scene.request(ExportFilter.NONE);
        scene.queue.takeAll();
        scene.clock.move(Duration.ofSeconds(119));
        assertThat(scene.sweep.sweep(Scene.TENANT)).isEmpty();
        scene.clock.move(Duration.ofSeconds(1));
        assertThat(scene.sweep.sweep(Scene.TENANT)).containsExactly(asked.id());
        assertThat(scene.sweep.sweep(Scene.TENANT)).isEmpty();
        assertThat(scene.queue.takeAll()).hasSize(1);
        scene.clock.move(Duration.ofMinutes(2));
        assertThat(scene.sweep.sweep(Scene.TENANT)).containsExactly(asked.id());
    }

    @Test
    void whatIsReadyIsNotSwept() {
        ready();
        scene.queue.takeAll();
        scene.clock.move(Duration.ofDays(1));
        assertThat(scene.sweep.sweep(Scene.TENANT)).isEmpty();
        assertThat(scene.queue.takeAll()).isEmpty();
    }

    private Export ready() {
        Export asked = scene.request(ExportFilter.NONE);
        scene.run(scene.worker(), asked.id());
        return scene.find(asked.id());
    }

    private static String tail(Export export) {
        return export.id().toString().substring(28);
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
