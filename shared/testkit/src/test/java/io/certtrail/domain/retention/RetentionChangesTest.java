package io.certtrail.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.audit.AuditStream;
import io.certtrail.domain.audit.SearchBudget;
import io.certtrail.domain.audit.StreamPage;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.domain.publish.Published;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.PrunedMark;
import io.certtrail.domain.segments.PrunedMarks;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.domain.segments.Sealer;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentCare;
import io.certtrail.domain.segments.SegmentKeeper;
import io.certtrail.domain.segments.SegmentPaths;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.publish.LogAudit;
import io.certtrail.testkit.publish.MemoryLogStore;
import io.certtrail.testkit.publish.MemorySigners;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.segments.MemoryVault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Retention that is made shorter and longer again, with legal holds and the vault in between: what was pruned is never
 * missing, and what is missing is never excused. {@code -Dcerttrail.seed=N}.
 */
class RetentionChangesTest {
    private static final SearchBudget AMPLE = new SearchBudget(1_000_000, Duration.ofDays(1), Integer.MAX_VALUE);

    private final long seed = Long.getLong("certtrail.seed", 1);
    private final World world = new World(seed);
    private final Origin origin = world.origin;
    private final MemoryLogStore log = new MemoryLogStore();
    private final MemoryArchiveStore archive = new MemoryArchiveStore();
    private final LocalDate begin = today();
    private @Nullable LocalDate hold;

    private int kept = 90;
    private int months;
    private LocalDate shownFrom = LocalDate.MIN;

    private final MemoryVault vault = new MemoryVault(world.clock);
    private final Retentions retentions = tenant -> new Retention(kept, hold, months);
    private final Publisher publisher = publisher();
    private final SegmentKeeper keeper = new SegmentKeeper(
            world.chain, archive, log, publisher::shown, this::byRetention, world.wakes, (chain, end) -> {});
    private final Pruner pruner = new Pruner(archive, vault, retentions, world.outbox, Catalogue.load(), world.clock);

    private Publisher publisher() {
        Ed25519Signer key = Ed25519Signer.of(origin.text(), new byte[Ed25519Signer.SEED_SIZE]);
        return new Publisher(
                world.chain,
                log,
                new MemorySigners(),
                any -> List.of(key),
                new SigningBudget(1_000_000, Duration.ZERO, Duration.ofSeconds(1)),
                world.wakes,
                world.clock);
    }

    private Instant byRetention(Origin any) {
        return retentions.keptFrom(any.tenant(), world.clock);
    }

    /** As a process sees it that has just begun. */
    private Instant keptFrom(Origin any) {
        return new KeptFrom(retentions, archive, world.clock).apply(any);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
    }

    /** What was dropped once is not shown again. */
    private LocalDate firstDay(int day) {
        LocalDate first = begin.plusDays(day - kept);
        first = hold != null && hold.isBefore(first) ? hold : first;
        shownFrom = first.isAfter(shownFrom) ? first : shownFrom;
        return shownFrom;
    }

    /** 90 days, then 30, then 365, with a hold set and lifted in between; and two months in the vault for a while. */
    @Test
    void whatWasPrunedIsNeverMissingWhateverIsSetLater() {
        System.out.printf("RetentionChangesTest: -Dcerttrail.seed=%d%n", seed);
        for (int day = 0; day < 200; day++) {
            kept = day < 110 ? 90 : day < 150 ? 30 : 365;
            hold = 115 <= day && day < 125 ? begin.plusDays(90) : null;
            hold = 135 <= day && day < 145 ? begin.plusDays(102) : hold;
            months = 100 <= day && day < 130 ? 4 : 0;
            liveADay();
            LocalDate first = firstDay(day);
            requireShown(first, day);
            requireStored(first);
            requireVaulted();
            if (day % 20 == 0 || (148 <= day && day < 155)) {
                requireVerifies();
            }
            world.clock.move(Duration.ofDays(1));
        }
        assertThat(shownFrom).isEqualTo(begin.plusDays(149 - 30));
        assertThat(everVaulted).hasSizeGreaterThan(10);
        requireMissingIsNamed();
    }

    private final Set<LocalDate> everVaulted = new TreeSet<>();

    /** Each day in the vault is there, whole, until its months are over, and no longer. */
    private void requireVaulted() {
        List<SealedObject> objects = vault.paths().stream()
                .filter(path -> path.startsWith(SealedObject.prefix(origin)))
                .map(path -> SealedObject.parse(origin, path).orElseThrow())
                .toList();
        objects.forEach(object -> everVaulted.add(object.day()));
        List<LocalDate> expected = everVaulted.stream()
                .filter(each -> each.plusMonths(4).isAfter(today().minusDays(1)))
                .toList();
        assertThat(objects.stream().map(SealedObject::day).distinct()).isEqualTo(expected);
        assertThat(vault.paths()).hasSize(2 * objects.size());
    }

    /** A mark excuses what the chain says was pruned, and nothing else. */
    private void requireMissingIsNamed() {
        PrunedMarks marks = new PrunedMarks(archive);
        Segment oldest = new Segments(archive, this::keptFrom).all(origin).getFirst();
        archive.delete(List.of(SegmentPaths.data(oldest)));
        assertThat(look())
                .singleElement()
                .satisfies(finding -> assertThat(finding.place()).isEqualTo(SegmentPaths.data(oldest)));
        assertThat(look()).as("sealed again from the blocks").isEmpty();

        marks.raise(
                origin,
                new PrunedMark(oldest.fromSeq(), oldest.toSeq(), oldest.day().plusDays(1)));
        archive.delete(List.of(SegmentPaths.data(oldest)));
        assertThat(look())
                .extracting(IntegrityFinding::place)
                .contains("pruned/%s.json".formatted(origin.text()), SegmentPaths.data(oldest));
    }

    private List<IntegrityFinding> look() {
        Sealer sealer = new Sealer(world.chain, archive, log, publisher::shown, world.wakes);
        return new SegmentCare(world.chain, archive, log, publisher::shown, this::byRetention, sealer)
                .look(origin, 0, 1, Deadline.NONE);
    }

    private void liveADay() {
        List<Event> _ = world.log(1 + world.random.nextInt(3));
        Published _ = publisher.publish(origin, OptionalLong.empty(), Deadline.NONE);
        assertThat(keeper.keep(origin, Deadline.NONE)).as("%s", today()).isEmpty();
        for (Segment segment : new Segments(archive, this::keptFrom).all(origin)) {
            boolean _ = new DerivedObjects(archive)
                    .putIfAbsent(
                            origin,
                            new DerivedObjects.Name("index", segment.fromSeq(), segment.toSeq(), "v1"),
                            new byte[1]);
        }
        List<Pruner.Pruned> _ = pruner.prune(origin);
        if (world.random.nextBoolean()) {
            assertThat(pruner.prune(origin)).isEmpty();
        }
    }

    private List<LoggedEntry> entries() {
        return world
                .chain
                .blocks(origin, 0, world.chain.head(origin).orElseThrow().n() + 1)
                .stream()
                .map(Block::entries)
                .flatMap(List::stream)
                .toList();
    }

    /** As a SIEM reads it, from the blocks and, where these are gone, from the segments. */
    private void requireShown(LocalDate first, int day) {
        List<Long> expected = entries().stream()
                .filter(logged -> !Segment.day(logged.entry().time()).isBefore(first))
                .map(LoggedEntry::seq)
                .toList();
        KeptChain chain = new KeptChain(world.chain, this::keptFrom);
        KeptChain fewBlocks =
                new KeptChain(world.chain, any -> world.clock.instant().minus(Duration.ofDays(3)));
        for (KeptChain each : day % 5 == 0 ? List.of(chain, fewBlocks) : List.of(chain)) {
            AuditStream stream = new AuditStream(each, new Segments(archive, this::keptFrom), AMPLE, world.clock);
            StreamPage page = stream.read(
                    origin,
                    OptionalLong.empty(),
                    1_000_000,
                    logged -> Json.obj().put("seq", logged.seq()).build());
            assertThat(page.records().stream()
                            .map(record -> ((Json.Num) record.member("seq")).value())
                            .toList())
                    .as("seed %d, day %d", seed, day)
                    .isEqualTo(expected);
        }
    }

    /** Nothing lies in the archive that has expired; and all that is sealed and has not, does. */
    private void requireStored(LocalDate first) {
        List<SealedObject> objects = archive.paths().stream()
                .filter(path -> path.startsWith(SealedObject.prefix(origin)))
                .map(path -> SealedObject.parse(origin, path).orElseThrow())
                .toList();
        assertThat(objects).allMatch(object -> !object.day().isBefore(first));
        assertThat(objects.stream().map(SealedObject::fromSeq))
                .isEqualTo(new Segments(archive, this::keptFrom)
                        .all(origin).stream().map(Segment::fromSeq).toList());
        assertThat(new DerivedObjects(archive).all(origin, "index"))
                .extracting(DerivedObjects.Name::fromSeq)
                .isEqualTo(objects.stream().map(SealedObject::fromSeq).toList());
    }

    /** The whole log, and every entry that is still sealed against its signed tree. */
    private void requireVerifies() {
        assertThat(look()).isEmpty();
        new LogAudit(
                        log,
                        world.chain,
                        origin,
                        Ed25519Signer.of(origin.text(), new byte[Ed25519Signer.SEED_SIZE])
                                .verifierKey())
                .verifyWhole();
    }
}
