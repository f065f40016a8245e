package io.certtrail.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.EntryException;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Utf8Sink;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows read the short way: what the long way reads, and never what it refuses. */
class QuickRowTest {
    private static final long SEED = Long.getLong("certtrail.seed", System.nanoTime());
    private static final int MUTATIONS = 20_000;
    private static final RowCodec CODEC = RowCodec.of(List.of());
    private static final List<String> TELLING =
            List.of(",", "\"", "\"\"", "'", "\\", "=", " ", "0", "+1", "-", "\t", "\r", "\u0085", "\u00e9", "{}", "é");

    private final Random random = new Random(SEED);

    @Test
    void everyRowOfTheVectorsIsReadTheShortWay() {
        for (byte[] row : rows()) {
            ExportRow quick = QuickRow.read(row, row.length, CODEC);

            assertThat(Optional.ofNullable(quick)).contains((ExportRow.Full) CODEC.parse(text(row)));
        }
    }

    @Test
    void noChangedRowIsReadUnlessTheLongWayReadsTheSame() {
        List<byte[]> rows = rows();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = changed(rows.get(random.nextInt(rows.size())));
            ExportRow quick = QuickRow.read(changed, changed.length, CODEC);

            if (quick != null) {
                assertThat(isUtf8(changed)).as(about(changed)).isTrue();
                assertThat(quick).as(about(changed)).isEqualTo(CODEC.parse(text(changed)));
            }
        }
    }

    /** The limit counts the canonical form, in which a backslash has two bytes and a row has one. */
    @Test
    void anEntryThatIsTooLargeIsNotRead() {
        LoggedEntry small = VectorLog.whole().entry(0);
        for (char c : new char[] {'x', '\\', '"', '\u00e9', '\u4e00'}) {
            for (int length = 20_000; length < 70_000; length += 487) {
                byte[] row = row(new LoggedEntry(0, described(small.entry(), c, length), small.seed()));

                assertThat(QuickRow.read(row, row.length, CODEC) != null)
                        .as("%d times %c", length, c)
                        .isEqualTo(isWithin(described(small.entry(), c, length)));
            }
        }
    }

    private static boolean isWithin(Entry entry) {
        try {
            return EntryLimits.bytes(entry) <= EntryLimits.MAX_ENTRY_BYTES;
        } catch (EntryException e) {
            return false;
        }
    }

    private static Entry described(Entry entry, char c, int length) {
        return new Entry(
                entry.id(),
                entry.time(),
                entry.occurred(),
                entry.action(),
                entry.severity(),
                entry.actor(),
                entry.client(),
                entry.resource(),
                Character.toString(c).repeat(length),
                Json.Obj.EMPTY,
                entry.trace());
    }

    private static List<byte[]> rows() {
        VectorLog log = VectorLog.whole();
        return LongStream.range(0, log.size())
                .mapToObj(seq -> row(log.entry(seq)))
                .toList();
    }

    private static byte[] row(LoggedEntry logged) {
        Utf8Sink row = new Utf8Sink(512);
        CODEC.write(logged, row);
        return row.toBytes();
    }

    private byte[] changed(byte[] row) {
        int at = random.nextInt(row.length);
        int drop = random.nextInt(3);
        byte[] put = random.nextInt(4) == 0
                ? new byte[] {(byte) random.nextInt(256)}
                : TELLING.get(random.nextInt(TELLING.size())).getBytes(StandardCharsets.UTF_8);
        int rest = Math.min(row.length, at + drop);
        return ByteBuffer.allocate(at + put.length + row.length - rest)
                .put(row, 0, at)
                .put(put)
                .put(row, rest, row.length - rest)
                .array();
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String about(byte[] row) {
        return text(row) + " " + Arrays.toString(row) + " (seed " + SEED + ")";
    }
}
