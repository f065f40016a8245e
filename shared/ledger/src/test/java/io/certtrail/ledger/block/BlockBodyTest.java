package io.certtrail.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BlockBodyTest {
    private final List<LoggedEntry> entries = BlockTest.vectorEntries();

    @Test
    void entriesAndSeedsAreReadAsTheyWereWritten() {
        assertThat(BlockBody.expand(BlockBody.compress(entries), 0, entries.size()))
                .isEqualTo(entries);
        assertThat(BlockBody.compress(entries)).as("the same bytes each time").isEqualTo(BlockBody.compress(entries));
    }

    @Test
    void aLineIsCanonical() throws IOException {
        String lines = new String(
                new GZIPInputStream(new ByteArrayInputStream(BlockBody.compress(entries.subList(0, 1)))).readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(lines)
                .startsWith("{\"entry\":{\"action\":")
                .endsWith("\"},\"seed\":\"" + entries.getFirst().seed().hex() + "\"}\n");
    }

    @Test
    void theCountIsExact() {
        byte[] body = BlockBody.compress(entries.subList(0, 3));
        assertThatThrownBy(() -> BlockBody.expand(body, 0, 2))
                .isInstanceOf(BlockException.class)
                .hasMessage("there is more than the entries that were expected");
        assertThatThrownBy(() -> BlockBody.expand(body, 0, 4))
                .isInstanceOf(BlockException.class)
                .hasMessage("there are fewer entries than were expected");
        assertThatThrownBy(() -> BlockBody.expand(body, 0, 0)).isInstanceOf(BlockException.class);
        assertThatThrownBy(() -> BlockBody.expand(body, 0, 257)).isInstanceOf(BlockException.class);
    }

    @Test
    void aBombIsNotExpanded() throws IOException {
        byte[] spaces = bomb((byte) ' ');
        byte[] lineEnds = bomb((byte) '\n');
        assertThat(spaces.length).isLessThan(Block.MAX_BODY_BYTES);
        long before = allocated();
        assertThatThrownBy(() -> BlockBody.expand(spaces, 0, 256))
                .isInstanceOf(BlockException.class)
                .hasMessageContaining("longer than the 66048 bytes");
        assertThatThrownBy(() -> BlockBody.expand(lineEnds, 0, 256))
                .isInstanceOf(BlockException.class)
                .hasMessageContaining("entry 0");
        assertThat(allocated() - before).as("128 MB would come out of each").isLessThan(8_000_000);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] bomb(byte filler) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, filler);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i < 128; i++) {
                gzip.write(megabyte);
            }
        }
        return out.toByteArray();
    }

    @Test
    void brokenBytesAreRefusedAndNothingElseIsThrown() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] body = BlockBody.compress(entries.subList(0, 5));
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = body.clone();
            broken[random.nextInt(body.length)] ^= (byte) (1 + random.nextInt(255));
            int length = random.nextBoolean() ? body.length : random.nextInt(body.length);
            byte[] cut = Arrays.copyOf(broken, length);
            try {
                List<LoggedEntry> read = BlockBody.expand(cut, 0, 5);
                assertThat(read)
                        .as("seed %d: only the header may differ unseen", seed)
                        .isEqualTo(entries.subList(0, 5));
            } catch (BlockException e) {
                assertThat(e.getMessage()).as("seed %d", seed).doesNotEndWith("null");
            }
        }
    }

    @Test
    void aLineThatIsNoEntryIsNamed() throws IOException {
        assertThatThrownBy(() -> BlockBody.expand(gzip("[]\n"), 7, 1)).hasMessage("entry 7: expected an object");
        assertThatThrownBy(() -> BlockBody.expand(gzip("{\n"), 7, 1)).hasMessageStartingWith("entry 7: Unexpected");
        assertThatThrownBy(() -> BlockBody.expand(gzip("{\"entry\":{}}\n"), 7, 1))
                .hasMessageStartingWith("entry 7: /seed: the member is missing");
        assertThatThrownBy(() -> BlockBody.expand(gzip("{\"entry\":{},\"seed\":\"00\"}\n"), 7, 1))
                .hasMessageStartingWith("entry 7: /id: the member is missing");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void aBlockTakesAsManyAsFit() {
        assertThat(BlockBody.fitting(entries)).isEqualTo(entries);
        List<LoggedEntry> small = new ArrayList<>();
        for (int seq = 0; seq < 300; seq++) {
            small.add(
                    new LoggedEntry(seq, entries.get(0).entry(), entries.get(0).seed()));
        }
        assertThat(BlockBody.fitting(small)).isEqualTo(small.subList(0, 256));

        List<LoggedEntry> large = incompressible(40);
        List<LoggedEntry> fitting = BlockBody.fitting(large);
        byte[] body = BlockBody.compress(fitting);
        assertThat(body.length).isLessThanOrEqualTo(Block.MAX_BODY_BYTES);
        assertThat(fitting).hasSizeBetween(5, 7).isEqualTo(large.subList(0, fitting.size()));
        assertThat(BlockBody.expand(body, 0, fitting.size())).isEqualTo(fitting);
        assertThatThrownBy(() -> BlockBody.fitting(List.of())).isInstanceOf(BlockException.class);
    }

    /** Of nearly the largest size, and of bytes that gzip can do little about. */
    private List<LoggedEntry> incompressible(int count) {
        Random random = new Random(5);
        List<LoggedEntry> large = new ArrayList<>();
        Entry entry = entries.getFirst().entry();
        for (int seq = 0; seq < count; seq++) {
            byte[] noise = new byte[48_000];
            random.nextBytes(noise);
            Json.Obj details = Json.obj()
                    .put("noise", Base64.getEncoder().encodeToString(noise))
                    .build();
            Entry noisy = new Entry(
                    entry.id(),
                    entry.time(),
                    entry.occurred(),
                    entry.action(),
                    entry.severity(),
                    entry.actor(),
                    entry.client(),
                    entry.resource(),
                    entry.description(),
                    details,
                    entry.trace());
            large.add(new LoggedEntry(seq, noisy, Seed.fresh(random)));
        }
        return large;
    }
}
