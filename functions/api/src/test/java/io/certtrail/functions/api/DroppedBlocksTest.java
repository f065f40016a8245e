package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.retention.Pruner;
import io.certtrail.domain.retention.Retention;
import io.certtrail.domain.segments.Segment;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.verify.ExportVerifier;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.segments.MemoryVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Blocks are dropped when their time is up, in any order: entries, proofs, search, counts, stream and exports answer the
 * same bytes before, meanwhile and after. {@code -Dcerttrail.seed=N}.
 */
class DroppedBlocksTest {
    private static final int DAYS = 4;
    private static final int BLOCKS_A_DAY = 6;

    private final long seed = Long.getLong("certtrail.seed", 1);
    private final Random random = new Random(seed);
    private final TestApi api = new TestApi();
    private final List<String> ids = new ArrayList<>();
    private final ExportWorker worker = new ExportWorker(api);
    private long sealed;

    DroppedBlocksTest() {
        System.out.printf("DroppedBlocksTest: -Dcerttrail.seed=%d%n", seed);
        for (int day = 0; day < DAYS; day++) {
            for (int block = 0; block < BLOCKS_A_DAY; block++) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    ids.add(api.postEvent(TestApi.login("user-" + random.nextInt(9)))
                            .is(202)
                            .textAt("/ids/0"));
                }
                api.sequence();
            }
            api.clock.move(Duration.ofDays(1));
        }
        api.publish();
        List<Segment> segments = api.seal();
        assertThat(segments).hasSize(DAYS - 1);
        sealed = segments.getLast().toSeq();
        api.clock.move(Duration.ofMinutes(1));
    }

    private List<Long> sealedBlocks() {
        long last = api.chain.head(TestApi.ORIGIN).orElseThrow().n();
        List<Long> blocks = new ArrayList<>(api.chain.blocks(TestApi.ORIGIN, 0, last + 1).stream()
                .filter(block -> block.endSeq() <= sealed)
                .map(Block::n)
                .toList());
        Collections.shuffle(blocks, random);
        return blocks;
    }

    private Map<String, String> answers() {
        List<String> paths = new ArrayList<>(List.of(
                "/api/audit?limit=500",
                "/api/audit?order=asc&limit=500",
                "/api/audit?order=asc&action=auth.login.failed&limit=500",
                "/api/audit?q=user-3&limit=500",
                "/api/audit/facets",
                "/api/audit/stream?limit=1000",
                "/api/audit/stream?after=7&limit=1000"));
        ids.forEach(id -> paths.addAll(List.of("/api/audit/" + id, "/api/audit/" + id + "/proof")));
        Map<String, String> answers = new TreeMap<>();
        for (String path : paths) {
            // Stored, both copies are canonical JSON; a chain in memory keeps members in the order they came.
            answers.put(path, Jcs.text(api.get(path).is(200).json()));
        }
        for (String filter : List.of("{}", "{\"actor\":\"nobody\"}", "{\"from\":\"%s\"}".formatted(secondNoon()))) {
            answers.putAll(export(filter));
        }
        return answers;
    }

    private String secondNoon() {
        return api.chain
                .block(TestApi.ORIGIN, BLOCKS_A_DAY + 3)
                .orElseThrow()
                .firstTime()
                .toString();
    }

    /** Its rows and its proof; the manifest says when it was made. */
    private Map<String, String> export(String filter) {
        Reply accepted = api.post("/api/exports", "{\"format\":\"csv\",\"filter\":%s}".formatted(filter))
                .is(202);
        worker.make();
        Reply ready = api.get(accepted.header("location")).is(200);
        byte[] csv = file(ready.textAt("/download"));
        byte[] proof = file(ready.textAt("/proof"));
        requireVerifies(csv, proof);
        String rows = new String(csv, StandardCharsets.UTF_8);
        return Map.of(
                "rows of " + filter,
                rows.substring(0, rows.indexOf("#manifest,")),
                "proof of " + filter,
                new String(proof, StandardCharsets.UTF_8));
    }

    private Verdict.Verified requireVerifies(byte[] csv, byte[] proof) {
        TrustedKeys keys = new TrustedKeys(List.of(api.signer.verifierKey(), ExportWorker.EXPORT_KEY.verifierKey()));
        Verdict verdict;
        try {
            verdict = ExportVerifier.trusting(keys)
                    .verify(() -> new ByteArrayInputStream(csv), () -> new ByteArrayInputStream(proof));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        return (Verdict.Verified) verdict;
    }

    private byte[] file(String download) {
        return api.evidence
                .follow(URI.create(api.get(download).is(303).header("location")))
                .orElseThrow();
    }

    @Test
    void everyAnswerIsTheSameWhateverBlocksAreGone() {
        Map<String, String> before = answers();
        List<Long> blocks = sealedBlocks();
        for (int i = 0; i < blocks.size(); i++) {
            api.read.drop(blocks.get(i));
            if (i % 5 == 0 || i == blocks.size() - 1) {
                requireSame(before, answers(), i + 1);
            }
        }
    }

    private void requireSame(Map<String, String> before, Map<String, String> now, int gone) {
        before.forEach((what, answer) -> assertThat(now.get(what))
                .as("seed %d, %d blocks gone: %s", seed, gone, what)
                .isEqualTo(answer));
    }

    /** What was dropped for good is not needed: an export begins beside it, and shows by its last leaf that it is older. */
    @Test
    void anExportOfWhatIsKeptVerifiesWhenAllBeforeItIsDroppedForGood() {
        api.keep(new Retention(Retention.LEAST_DAYS, null));
        api.clock.move(Duration.ofDays(Retention.LEAST_DAYS + 2L - DAYS));
        sealedBlocks().forEach(api.read::drop);
        assertThat(new Pruner(
                                api.archive,
                                new MemoryVault(api.clock),
                                tenant -> api.retention(),
                                api.outbox,
                                api.catalogue,
                                api.clock)
                        .prune(TestApi.ORIGIN))
                .hasSize(1);

        Reply accepted = api.post("/api/exports", "{\"format\":\"csv\"}").is(202);
        worker.work();
        Reply ready = api.get(accepted.header("location")).is(200);
        Verdict.Verified verdict = requireVerifies(file(ready.textAt("/download")), file(ready.textAt("/proof")));

        assertThat(verdict.report().isComplete()).isTrue();
        assertThat(verdict.report().dropped()).hasSize(1);
        api.get("/api/audit/" + ids.getFirst()).isRefused(404, "not_found");
        api.get("/api/audit/stream?after=0").isRefused(410, "gone");
        assertThat(api.get("/api/audit/stream").is(200).data()).isNotEmpty();
    }

    @Test
    void anEntryThatIsKeptNowhereIsAFaultAndNotAnAnswer() {
        long n = sealedBlocks().getFirst();
        String id = api.chain
                .block(TestApi.ORIGIN, n)
                .orElseThrow()
                .entries()
                .getFirst()
                .entry()
                .id()
                .toString();
        api.read.drop(n);
        api.archive.paths().stream()
                .filter(path -> path.startsWith("segments/"))
                .forEach(path -> api.archive.tamper(path, new byte[1]));

        api.get("/api/audit/" + id).isRefused(500, "internal");
        assertThat(api.logText()).contains("SegmentFault").contains("segments/");
    }
}
