package io.certtrail.aws.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.entry.Event;
import io.certtrail.testkit.chain.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPackTest {
    private static final long SEED = Long.getLong("certtrail.seed", System.nanoTime());

    private final List<Event> events = SampleEvents.some(3, new Random(SEED));
    private final EventPack pack = EventPack.pack(events).getFirst();

    @Test
    void givesBackWhatWasPacked() {
        assertThat(pack.expand()).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "[", "{\"a\":"})
    void aBombIsNotExpanded(String piece) throws IOException {
        byte[] bomb = bomb(piece.repeat(32 * 1024).getBytes(StandardCharsets.UTF_8));
        long before = allocated();

        assertThatThrownBy(() -> new EventPack(1, bomb).expand()).isInstanceOf(IllegalArgumentException.class);

        assertThat(allocated() - before).as("128 MB would come out").isLessThan(4_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 4, 101, Integer.MAX_VALUE})
    void anotherCountIsRefused(int count) {
        assertThatThrownBy(() -> new EventPack(count, pack.body()).expand())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changedBytesAreRefusedOrGiveTheSameEvents() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            byte[] changed = pack.body().clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] cut = random.nextBoolean() ? changed : Arrays.copyOf(changed, random.nextInt(changed.length));
            try {
                assertThat(new EventPack(events.size(), cut).expand())
                        .as("seed " + SEED)
                        .isEqualTo(events);
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed " + SEED).hasMessageNotContaining("Exception");
            }
        }
    }

    private static byte[] bomb(byte[] piece) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
            gzip.write(piece);
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        for (long left = 128L << 20; left > 0; left -= piece.length) {
            member.writeTo(bomb); // a gzip file may have many members (RFC 1952 §2.2)
        }
        return bomb.toByteArray();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
