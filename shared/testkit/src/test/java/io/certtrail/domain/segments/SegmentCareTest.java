package io.certtrail.domain.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.segments.SealedEntries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault of a segment is named, and the segment sealed again as it was. */
class SegmentCareTest {
    private final Vault vault = new Vault(3);
    private final Origin origin = vault.world.origin;

    @BeforeEach
    void seal() {
        vault.days(3, 300, 20, 1);
        assertThat(vault.seal()).hasSize(3);
    }

    private Segment segment() {
        return vault.segments.all(origin).get(1);
    }

    private List<IntegrityFinding> look(ChainReader chain) {
        Sealer sealer = vault.sealer(chain, vault.archive, vault.log);
        return new SegmentCare(
                        vault.world.chain,
                        vault.archive,
                        vault.log,
                        vault.publisher()::shown,
                        any -> Instant.MIN,
                        sealer)
                .look(origin, 0, 1, Deadline.NONE);
    }

    private List<IntegrityFinding> look() {
        return look(vault.world.chain);
    }

    private void change(String path, UnaryOperator<byte[]> how) {
        vault.archive.tamper(
                path, how.apply(vault.archive.read(path).orElseThrow().content()));
    }

    private static UnaryOperator<byte[]> text(UnaryOperator<String> how) {
        return bytes -> how.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private void requireNamedAndMended(String place, String found, Runnable harm) {
        Map<String, Hash> before = vault.objects();
        assertThat(look()).isEmpty();
        harm.run();
        assertThat(look()).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo(place);
            assertThat(finding.found()).contains(found);
        });
        assertThat(vault.objects()).isEqualTo(before);
        assertThat(look()).isEmpty();
    }

    @Test
    void aMissingObject() {
        String path = SegmentPaths.data(segment());
        requireNamedAndMended(path, "MISSING", () -> vault.archive.delete(List.of(path)));
    }

    @Test
    void aTruncatedObject() {
        String path = SegmentPaths.data(segment());
        requireNamedAndMended(path, "TRUNCATED", () -> change(path, bytes -> Arrays.copyOf(bytes, bytes.length / 2)));
    }

    @Test
    void anObjectSwappedWithAnother() {
        String path = SegmentPaths.data(segment());
        byte[] other = vault.archive
                .read(SegmentPaths.data(vault.segments.all(origin).get(2)))
                .orElseThrow()
                .content();
        requireNamedAndMended(path, "", () -> change(path, bytes -> Arrays.copyOf(other, bytes.length)));
    }

    @Test
    void aManifestOfAnotherVersion() {
        String path = SegmentPaths.manifest(segment());
        requireNamedAndMended(
                path, "OTHER_VERSION", () -> change(path, text(json -> json.replace("\"v\":2", "\"v\":3"))));
    }

    @Test
    void aManifestThatIsCutOff() {
        String path = SegmentPaths.manifest(segment());
        requireNamedAndMended(path, "OTHER_CONTENT", () -> change(path, text(json -> json.substring(0, 100))));
    }

    @Test
    void aMissingManifest() {
        String path = SegmentPaths.manifest(segment());
        requireNamedAndMended(SegmentPaths.manifests(origin), "entries", () -> vault.archive.delete(List.of(path)));
    }

    /** Whoever can write the archive can make an object and a manifest that agree; they are not the tree's. */
    @Test
    void aForgedSegmentThatAgreesWithItself() {
        Segment segment = segment();
        Map<String, Hash> before = vault.objects();
        List<LoggedEntry> forged =
                new ArrayList<>(vault.entries().subList((int) segment.fromSeq(), (int) segment.toSeq()));
        LoggedEntry first = forged.getFirst();
        forged.set(0, new LoggedEntry(first.seq(), first.entry(), Seed.of(new byte[Seed.SIZE])));
        vault.archive.delete(List.of(SegmentPaths.manifest(segment)));
        List<Segment> sealed = SealedEntries.seal(vault.archive, origin, forged);
        assertThat(sealed.getFirst().root()).isNotEqualTo(segment.root());
        assertThat(look()).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo(SegmentPaths.data(segment));
            assertThat(finding.expected()).isEqualTo("entries of the signed tree");
        });
        Map<String, Hash> after = vault.objects();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(look()).isEmpty();
        assertThat(vault.sealed()).isEqualTo(vault.entries().subList(0, 324));
    }

    @Test
    void aForgedManifestBesideTheTrueOne() {
        Segment segment = segment();
        Segment forged = new Segment(
                origin,
                segment.fromSeq() + 1,
                segment.toSeq(),
                segment.firstTime(),
                segment.lastTime(),
                segment.root());
        requireNamedAndMendedOf(() -> vault.archive.tamper(SegmentPaths.manifest(forged), new byte[] {1}));
    }

    private void requireNamedAndMendedOf(Runnable harm) {
        Map<String, Hash> before = vault.objects();
        harm.run();
        assertThat(look()).isNotEmpty();
        assertThat(vault.objects()).isEqualTo(before);
        assertThat(look()).isEmpty();
    }

    @Test
    void whatIsNotThisVersionsFileIsNamedAndLeftAlone() {
        String path = SegmentPaths.manifests(origin) + "v9";
        vault.archive.tamper(path, new byte[] {1});
        assertThat(look())
                .singleElement()
                .satisfies(finding -> assertThat(finding.place()).isEqualTo(path));
        assertThat(vault.archive.paths()).contains(path);
    }

    @Test
    void whatCanBeSealedNoMoreIsSaid() {
        Segment segment = segment();
        vault.archive.delete(List.of(SegmentPaths.data(segment)));
        assertThat(look(new WithoutBlocks(vault.world.chain)))
                .extracting(IntegrityFinding::place)
                .containsExactly(SegmentPaths.data(segment), "segments of entries 4 to 304");
        assertThat(look()).hasSize(1);
        assertThat(look()).isEmpty();
    }

    /** A chain whose blocks are kept no longer. */
    private record WithoutBlocks(ChainReader chain) implements ChainReader {
        @Override
        public Optional<Head> head(Origin wanted) {
            return chain.head(wanted);
        }

        @Override
        public Optional<Block> block(Origin wanted, long n) {
            return Optional.empty();
        }

        @Override
        public List<Block> blocks(Origin wanted, long fromN, long toN) {
            return List.of();
        }

        @Override
        public Map<UUID, Position> positions(Origin wanted, Collection<UUID> ids) {
            return Map.of();
        }
    }
}
