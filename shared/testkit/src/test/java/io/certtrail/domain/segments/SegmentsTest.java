package io.certtrail.domain.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.testkit.chain.SampleEvents;
import io.certtrail.testkit.exports.SampleLedger;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.segments.SealedEntries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private static final Origin ORIGIN = SampleLedger.ORIGIN;
    private static final int SIZE = 1_000;

    private final MemoryArchiveStore store = new MemoryArchiveStore();
    private final Segments segments = new Segments(store);
    private final List<LoggedEntry> entries = sample(1);
    private final Manifest manifest;

    SegmentsTest() {
        List<Segment> sealed = SealedEntries.seal(store, ORIGIN, entries);
        assertThat(sealed).hasSize(1);
        manifest = segments.manifest(sealed.getFirst());
    }

    private static List<LoggedEntry> sample(long seed) {
        SampleLedger ledger = new SampleLedger(seed, 100);
        ledger.grow(SIZE);
        return ledger.entries();
    }

    private List<LoggedEntry> read(long from) {
        List<LoggedEntry> all = new ArrayList<>();
        segments.read(manifest, from, (chunk, some) -> all.addAll(some));
        return all;
    }

    @Test
    void aSegmentReadsAsItWasSealed() {
        assertThat(read(0)).isEqualTo(entries);
        assertThat(read(256)).isEqualTo(entries.subList(256, SIZE));
        ChunkEntries last = segments.chunk(manifest, manifest.chunkOf(999));
        assertThat(LongStream.range(768, SIZE).mapToObj(last::at).toList()).isEqualTo(entries.subList(768, SIZE));
        assertThatThrownBy(() -> last.at(767)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatIsSealedIsOneJsonLineAnEntry() throws IOException {
        byte[] object = store.read(manifest.path()).orElseThrow().content();
        String lines = new String(
                new GZIPInputStream(new ByteArrayInputStream(object)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lines.lines()).hasSize(SIZE).first().asString().contains("\"incarnation\":1", "\"seq\":0");
        assertThat(manifest.path())
                .isEqualTo("segments/%s/tenant=%s/day=2026-11-22/1-0000000000000000-0000000000001000.jsonl.gz"
                        .formatted(ORIGIN.logName(), ORIGIN.tenant()));
    }

    @Test
    void aWholeSegmentIsReadWithOneRequest() {
        long before = store.requests();
        assertThat(read(0)).hasSize(SIZE);
        assertThat(store.requests() - before).isEqualTo(1);
    }

    @Test
    void aListTellsAllOfEachSegmentWithOneRequest() {
        long before = store.requests();
        assertThat(segments.all(ORIGIN)).containsExactly(manifest.segment());
        assertThat(segments.latest(ORIGIN)).contains(manifest.segment());
        assertThat(segments.from(ORIGIN, SIZE)).isEmpty();
        assertThat(store.requests() - before).isEqualTo(3);
        assertThat(store.bytesRead()).isLessThan(2 * manifest.bytes() + 10_000);
    }

    @Test
    void aMissingObjectIsNamed() {
        store.delete(List.of(manifest.path()));
        requireFault(SegmentFault.Kind.MISSING, manifest.path());
    }

    @Test
    void aTruncatedObjectIsNamed() {
        byte[] object = store.read(manifest.path()).orElseThrow().content();
        store.tamper(manifest.path(), Arrays.copyOf(object, object.length - 1));
        requireFault(SegmentFault.Kind.TRUNCATED, manifest.path());
    }

    @Test
    void anObjectWithOneOtherByteIsNamed() {
        byte[] object = store.read(manifest.path()).orElseThrow().content();
        object[object.length / 2] ^= 1;
        store.tamper(manifest.path(), object);
        requireFault(SegmentFault.Kind.OTHER_CONTENT, manifest.path());
    }

    @Test
    void anObjectOfAnotherLogIsNamed() {
        MemoryArchiveStore elsewhere = new MemoryArchiveStore();
        List<Segment> sealed = SealedEntries.seal(elsewhere, ORIGIN, sample(2));
        store.tamper(
                manifest.path(),
                elsewhere
                        .read(SegmentPaths.data(sealed.getFirst()))
                        .orElseThrow()
                        .content());
        requireFault(SegmentFault.Kind.OTHER_CONTENT, manifest.path());
    }

    private void requireFault(SegmentFault.Kind kind, String path) {
        assertThatThrownBy(() -> read(0)).isInstanceOfSatisfying(SegmentFault.class, fault -> {
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.path()).isEqualTo(path);
        });
    }

    @Test
    void aManifestOfAnotherVersionIsNamed() {
        String path = SegmentPaths.manifest(manifest.segment());
        String text = new String(store.read(path).orElseThrow().content(), StandardCharsets.UTF_8)
                .replace("\"v\":2", "\"v\":3");
        store.tamper(path, text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> segments.manifest(manifest.segment()))
                .isInstanceOfSatisfying(
                        SegmentFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(SegmentFault.Kind.OTHER_VERSION));
    }

    /** As it was written before manifests had a last leaf. */
    @Test
    void aManifestOfTheFirstVersionIsReadToo() {
        String path = SegmentPaths.manifest(manifest.segment());
        String text = new String(store.read(path).orElseThrow().content(), StandardCharsets.UTF_8)
                .replace("\"v\":2", "\"v\":1")
                .replaceFirst("\"lastLeaf\":\\{[^}]*},", "");
        store.tamper(path, text.getBytes(StandardCharsets.UTF_8));
        Manifest older = segments.manifest(manifest.segment());
        assertThat(older.chunks()).isEqualTo(manifest.chunks());
        assertThat(older.lastLeaf()).isEmpty();
        assertThat(manifest.lastLeaf().orElseThrow().leaf())
                .isEqualTo(entries.getLast().leaf());
    }

    @Test
    void aManifestOfAnotherSegmentOrWithAnythingElseInItIsNamed() {
        String path = SegmentPaths.manifest(manifest.segment());
        String text = new String(store.read(path).orElseThrow().content(), StandardCharsets.UTF_8);
        for (String changed : List.of(
                text.replace("\"fromSeq\":0,\"lastBlock\"", "\"fromSeq\":1,\"lastBlock\""),
                text.replace("\"v\":2", "\"v\":2,\"w\":1"),
                text.replace("\"v\":2", "\"v\":1"),
                text.replace("\"timeSalt\":\"", "\"timeSalt\":\"00"),
                text.replace("\"lastBlock\":", "\"lastBlock\": "),
                text.replace("\"chunks\":[", "\"chunks\":[7,"),
                "{}",
                "",
                "null")) {
            assertThat(changed).isNotEqualTo(text);
            store.tamper(path, changed.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> segments.manifest(manifest.segment()))
                    .as(changed.substring(0, Math.min(80, changed.length())))
                    .isInstanceOfSatisfying(
                            SegmentFault.class,
                            fault -> assertThat(fault.kind()).isEqualTo(SegmentFault.Kind.OTHER_CONTENT));
        }
    }

    @Test
    void aMissingManifestBetweenTwoOthersIsNamed() {
        MemoryArchiveStore some = new MemoryArchiveStore();
        for (int from = 0; from < 300; from += 100) {
            List<Segment> _ = SealedEntries.seal(some, ORIGIN, entries.subList(from, from + 100));
        }
        List<Segment> all = new Segments(some).all(ORIGIN);
        assertThat(all).extracting(Segment::fromSeq).containsExactly(0L, 100L, 200L);
        assertThat(new Segments(some).from(ORIGIN, 150))
                .extracting(Segment::fromSeq)
                .containsExactly(100L, 200L);
        assertThat(new Segments(some).from(ORIGIN, 299))
                .extracting(Segment::fromSeq)
                .containsExactly(200L);
        some.delete(List.of(SegmentPaths.manifest(all.get(1))));
        assertThatThrownBy(() -> new Segments(some).all(ORIGIN))
                .isInstanceOf(SegmentFault.class)
                .hasMessageContaining("MISSING")
                .hasMessageContaining("200");
        some.delete(List.of(SegmentPaths.manifest(all.get(0))));
        assertThatThrownBy(() -> new Segments(some).all(ORIGIN))
                .isInstanceOf(SegmentFault.class)
                .hasMessageContaining("200");
    }

    @Test
    void aSegmentOfLargeEntriesEndsAfterTheChunkThatTakesItTo16Mebibytes() {
        Random random = new Random(1);
        LoggedEntry large = new LoggedEntry(
                0,
                SampleEvents.large(33_000, random).at(entries.getFirst().entry().time()),
                Seed.fresh(random));
        SegmentDraft draft = new SegmentDraft(ORIGIN, large, 0);
        for (long seq = 1; seq < 512; seq++) {
            LoggedEntry next = new LoggedEntry(seq, large.entry(), large.seed());
            assertThat(draft.takes(next)).as("entry %d", seq).isTrue();
            draft.add(next, seq);
        }
        assertThat(draft.takes(new LoggedEntry(512, large.entry(), large.seed())))
                .isFalse();
    }

    @Test
    void derivedObjectsLieBesideAndAreListedByTheirRange() {
        DerivedObjects derived = new DerivedObjects(store);
        DerivedObjects.Name one = new DerivedObjects.Name("index", 256, 512, "v1");
        DerivedObjects.Name two = new DerivedObjects.Name("index", 0, 256, "v1");
        assertThat(derived.putIfAbsent(ORIGIN, one, new byte[] {1, 2, 3})).isTrue();
        assertThat(derived.putIfAbsent(ORIGIN, one, new byte[] {4})).isFalse();
        assertThat(derived.putIfAbsent(ORIGIN, two, new byte[] {5})).isTrue();
        assertThat(derived.all(ORIGIN, "index")).containsExactly(two, one);
        assertThat(derived.all(ORIGIN, "other")).isEmpty();
        assertThat(derived.read(ORIGIN, one, 1, 9)).contains(new byte[] {2, 3});
        derived.delete(ORIGIN, List.of(one));
        assertThat(derived.read(ORIGIN, one)).isEmpty();
        assertThat(derived.all(ORIGIN)).containsExactly(two);
        assertThatThrownBy(() -> new DerivedObjects.Name("../x", 0, 1, "v1")).isInstanceOf(RuntimeException.class);
    }
}
