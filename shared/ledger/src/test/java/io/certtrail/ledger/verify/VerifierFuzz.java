package io.certtrail.ledger.verify;

import io.certtrail.ledger.block.BlockBody;
import io.certtrail.ledger.block.BlockException;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Feeds changed exports, proofs, signed notes and block bodies to what reads them, in a process of its own with a small
 * heap. Fails at an exception that is none of the declared ones, at a change that is not seen, and at a case that takes
 * longer than {@value #DEADLINE_MILLIS} ms.
 *
 * <pre>{@code java -Xmx32m -cp <test class path> io.certtrail.ledger.verify.VerifierFuzz <seed> <cases>}</pre>
 */
final class VerifierFuzz {
    static final long DEADLINE_MILLIS = 10_000;

    private static final List<TestExport> EXPORTS = List.of(
            TestExport.of(VectorLog.first(20), ExportFilter.NONE, List.of()),
            TestExport.of(VectorLog.first(20), filter("{\"severity\":[\"warning\",\"error\"]}"), List.of()),
            TestExport.of(
                    VectorLog.first(20),
                    filter(
                            "{\"from\":\"2026-11-22T10:00:07.150Z\",\"to\":\"2026-11-22T10:01:07.200Z\",\"q\":\"plain\"}"),
                    List.of()));
    private static final List<byte[]> FILES =
            EXPORTS.stream().flatMap(e -> List.of(e.csv(), e.proof()).stream()).toList();
    private static final String NOTE =
            VectorLog.first(20).checkpoint().sign(VectorLog.LOG_KEY).format();
    private static final List<LoggedEntry> ENTRIES =
            LongStream.range(0, 8).mapToObj(VectorLog.first(20)::entry).toList();

    private final Random random;
    private final Havoc havoc;

    private VerifierFuzz(long seed) {
        random = new Random(seed);
        havoc = new Havoc(random, FILES);
    }

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int cases = Integer.parseInt(arguments[1]);
        for (int i = 0; i < cases; i++) {
            long caseSeed = seed + i;
            Thread watch = watch("case " + caseSeed + " takes more than " + DEADLINE_MILLIS + " ms");
            try {
                new VerifierFuzz(caseSeed).run(i % 5);
            } catch (Throwable e) {
                System.out.println("case " + caseSeed + " of kind " + i % 5 + ":");
                e.printStackTrace(System.out);
                System.exit(1);
            } finally {
                watch.interrupt();
            }
        }
        System.out.println(cases + " cases from seed " + seed + ", none of them verified");
    }

    private static Thread watch(String complaint) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(DEADLINE_MILLIS);
                System.out.println(complaint);
                System.exit(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it was fast enough
            }
        });
    }

    private void run(int kind) throws IOException {
        switch (kind) {
            case 0, 1 -> export();
            case 2 -> proof();
            case 3 -> note();
            default -> body();
        }
    }

    private TestExport any() {
        return EXPORTS.get(random.nextInt(EXPORTS.size()));
    }

    private void export() throws IOException {
        TestExport export = any();
        byte[] changed = havoc.of(export.csv());
        requireNot(verify(changed, random.nextBoolean() ? null : export.proof()));
    }

    private void proof() throws IOException {
        TestExport export = any();
        requireNot(verify(export.csv(), havoc.of(export.proof())));
    }

    private static void requireNot(Verdict verdict) {
        if (!(verdict instanceof Verdict.Tampered)) {
            throw new IllegalStateException("a change was not seen: " + verdict);
        }
    }

    private static Verdict verify(byte[] csv, byte @Nullable [] proof) throws IOException {
        return ExportVerifier.trusting(VectorLog.KEYS)
                .verify(
                        () -> new ByteArrayInputStream(csv),
                        proof == null ? null : () -> new ByteArrayInputStream(proof));
    }

    /** A note may get signatures that nobody knows; what is signed stays what it was. */
    private void note() {
        String changed = new String(havoc.of(NOTE.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        try {
            SignedNote note = SignedNote.parse(changed);
            List<?> _ = note.verify(VectorLog.KEYS.keys());
            if (!Checkpoint.parse(note.text()).equals(VectorLog.first(20).checkpoint())) {
                throw new IllegalStateException("another checkpoint was verified: " + changed);
            }
        } catch (NoteException | IllegalArgumentException e) {
            return; // declared
        }
    }

    /** The bytes of a body are not what is hashed, the entries are: so other bytes of the same entries are let through. */
    private void body() throws IOException {
        byte[] body = random.nextInt(12) == 0 ? bomb() : havoc.of(BlockBody.compress(ENTRIES));
        try {
            List<LoggedEntry> entries = BlockBody.expand(body, 0, ENTRIES.size());
            if (!entries.equals(ENTRIES)) {
                throw new IllegalStateException("other entries came out: " + entries);
            }
        } catch (BlockException e) {
            return; // declared
        }
    }

    /** Up to 64 MB of the same piece, or of canonical lines before it, in some tens of kilobytes. */
    private byte[] bomb() throws IOException {
        byte[] piece = List.of("\n", " ", "[", "{\"entry\":{\"a\":", "\"", "0")
                .get(random.nextInt(6))
                .repeat(32 * 1024)
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
            gzip.write(piece);
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        for (long left = random.nextLong(64L << 20); left > 0; left -= piece.length) {
            member.writeTo(bomb); // a gzip file may have many members (RFC 1952 §2.2)
        }
        return bomb.toByteArray();
    }

    private static ExportFilter filter(String json) {
        return ExportFilter.parse((Json.Obj) JsonReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
