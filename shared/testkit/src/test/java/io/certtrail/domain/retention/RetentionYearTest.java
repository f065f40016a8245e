package io.certtrail.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.audit.AuditStream;
import io.certtrail.domain.audit.SearchBudget;
import io.certtrail.domain.audit.StreamPage;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.BlockLife;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.contents.Contents;
import io.certtrail.domain.contents.Reading;
import io.certtrail.domain.contents.Stretch;
import io.certtrail.domain.publish.Published;
import io.certtrail.domain.publish.Publisher;
import io.certtrail.domain.publish.SigningBudget;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.domain.segments.Sealer;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentCare;
import io.certtrail.domain.segments.SegmentKeeper;
import io.certtrail.domain.segments.Segments;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.chain.DroppingChain;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A year with a retention of 30 days, a day at a time, and a legal hold for a part of it: what is shown is counted each
 * day, what remains is held against the signed tree, and what was dropped is told of.  Blocks go meanwhile
 * when their time is up, some days late and in no order. {@code -Dcerttrail.seed=N}.
 */
class RetentionYearTest {
    private static final int DAYS = 365;
    private static final int KEPT = 30;
    private static final int HOLD_BEGINS = 120;
    private static final int HOLD_KEEPS_FROM = 100;
    private static final int HOLD_ENDS = 200;
    private static final SearchBudget AMPLE = new SearchBudget(1_000_000, Duration.ofDays(1), Integer.MAX_VALUE);

    private final long seed = Long.getLong("certtrail.seed", 1);
    private final World world = new World(seed);
    private final Origin origin = world.origin;
    private final DroppingChain chain = new DroppingChain(world.chain);
    private final BlockLife life = new BlockLife(BlockLife.LEAST_DAYS);
    private final Map<Long, LocalDate> drops = new TreeMap<>();
    private final MemoryLogStore log = new MemoryLogStore();
    private final MemoryArchiveStore archive = new MemoryArchiveStore();
    private final LocalDate begin = today();
    private @Nullable LocalDate hold;

    private final Retentions retentions = tenant -> new Retention(KEPT, hold);
    private final Publisher publisher = publisher();
    private final SegmentKeeper keeper =
            new SegmentKeeper(chain, archive, log, publisher::shown, this::keptFrom, world.wakes, (any, end) -> {});
    private final Contents contents = new Contents(chain, archive, this::keptFrom);
    private final Pruner pruner =
            new Pruner(archive, new MemoryVault(world.clock), retentions, world.outbox, Catalogue.load(), world.clock);

    private Publisher publisher() {
        Ed25519Signer key = Ed25519Signer.of(origin.text(), new byte[Ed25519Signer.SEED_SIZE]);
        return new Publisher(
                chain,
                log,
                new MemorySigners(),
                any -> List.of(key),
                new SigningBudget(1_000_000, Duration.ZERO, Duration.ofSeconds(1)),
                world.wakes,
                world.clock);
    }

    private Instant keptFrom(Origin any) {
        return retentions.keptFrom(any.tenant(), world.clock);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
    }

    @Test
    void whatIsKeptIsWhatTheSettingsSayOnEachDayOfAYear() {
        System.out.printf("RetentionYearTest: -Dcerttrail.seed=%d%n", seed);
        for (int day = 0; day < DAYS; day++) {
            hold = HOLD_BEGINS <= day && day < HOLD_ENDS ? begin.plusDays(HOLD_KEEPS_FROM) : null;
            liveADay();
            dropBlocks();
            LocalDate first = firstDay(day);
            requireShown(first, day);
            requireStored(first);
            if (day % 60 == 0 || day == HOLD_ENDS - 1 || day == HOLD_ENDS || day == DAYS - 1) {
                requireVerifies();
            }
            world.clock.move(Duration.ofDays(1));
        }
        requireTold();
        assertThat(drops.keySet().stream().filter(chain::isDropped).count())
                .as("nearly all blocks")
                .isGreaterThan(drops.size() * 8L / 10);
    }

    private LocalDate firstDay(int day) {
        LocalDate first = begin.plusDays(day - KEPT);
        return hold != null && hold.isBefore(first) ? hold : first;
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

    /** Time to live is late, by some days, and in no order. */
    private void dropBlocks() {
        long last = world.chain.head(origin).orElseThrow().n();
        for (Block block : world.chain.blocks(origin, drops.size(), last + 1)) {
            LocalDate end = LocalDate.ofInstant(life.end(block), ZoneOffset.UTC);
            drops.put(block.n(), end.plusDays(world.random.nextInt(4)));
        }
        drops.forEach((n, day) -> {
            if (!day.isAfter(today())) {
                chain.drop(n);
            }
        });
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
        KeptChain kept = new KeptChain(chain, this::keptFrom);
        KeptChain fewBlocks = new KeptChain(chain, any -> world.clock.instant().minus(Duration.ofDays(3)));
        for (KeptChain each : day % 5 == 0 ? List.of(kept, fewBlocks) : List.of(kept)) {
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
        if (day % 5 == 0) {
            assertThat(read()).as("seed %d, day %d", seed, day).isEqualTo(expected);
        }
    }

    /** As an export and the canary read it: all of it, with what has expired told of as that. */
    private List<Long> read() {
        Head head = chain.head(origin).orElseThrow();
        Reading reading = contents.reading(head);
        List<Long> seqs = new ArrayList<>();
        for (long seq = 0; seq < head.size(); ) {
            long next = seq;
            List<LoggedEntry> some = switch (reading.from(seq)) {
                case Stretch.OfBlock(Block block) -> block.entries();
                case Stretch.OfSegment part -> part.entries();
                case Stretch.Expired expired -> {
                    next = expired.toSeq();
                    yield List.of();
                }
            };
            for (LoggedEntry logged : some) {
                if (logged.seq() == next) {
                    seqs.add(next++);
                }
            }
            seq = next;
        }
        return seqs;
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
        Sealer sealer = new Sealer(chain, archive, log, publisher::shown, world.wakes);
        assertThat(new SegmentCare(chain, archive, log, publisher::shown, this::keptFrom, sealer)
                        .look(origin, 0, 1, Deadline.NONE))
                .isEmpty();
        new LogAudit(
                        log,
                        world.chain,
                        origin,
                        Ed25519Signer.of(origin.text(), new byte[Ed25519Signer.SEED_SIZE])
                                .verifierKey())
                .verifyWhole();
    }

    /** What was dropped is told of once, in order and without a gap. */
    private void requireTold() {
        List<Long> told = new ArrayList<>();
        for (LoggedEntry logged : entries()) {
            if (logged.entry().action().equals("audit.pruned")) {
                Json.Obj details = logged.entry().details();
                long from = ((Json.Num) details.member("fromSeq")).value();
                long to = ((Json.Num) details.member("toSeq")).value();
                told.addAll(LongStream.range(from, to).boxed().toList());
            }
        }
        long firstKept = entries().stream()
                .filter(logged -> !Segment.day(logged.entry().time()).isBefore(begin.plusDays(DAYS - 2L - KEPT)))
                .findFirst()
                .orElseThrow()
                .seq();
        assertThat(told).isEqualTo(LongStream.range(0, firstKept).boxed().toList());
    }
}
