package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.verify.Lines.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final long SEED = Long.getLong("certtrail.seed", System.nanoTime());

    /** Bytes that differ from LF in one bit, by one, or in the highest bit. */
    private static final byte[] NEAR = {'\n', 0x0B, 0x09, (byte) 0x8A, 0x00, (byte) 0xFF, 0x01, (byte) 0x80, 'x'};

    @Test
    void linesEndAtLineFeedsAndNothingElse() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            byte[] file = new byte[random.nextInt(i % 100 == 0 ? 150_000 : 60)];
            int rare = 1 + random.nextInt(200);
            for (int at = 0; at < file.length; at++) {
                file[at] = random.nextInt(rare) == 0 ? (byte) '\n' : NEAR[1 + random.nextInt(NEAR.length - 1)];
            }
            assertThat(read(file)).as("seed %d, file %d", SEED, i).isEqualTo(split(file));
        }
    }

    private static List<String> read(byte[] file) throws IOException {
        List<String> found = new ArrayList<>();
        try (Lines lines = new Lines(new ByteArrayInputStream(file), Place.File.EXPORT)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                found.add(text(line.bytes().array(), line.ended()));
            }
        }
        return found;
    }

    private static List<String> split(byte[] file) {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : file) {
            if (b == '\n') {
                lines.add(text(line.toByteArray(), true));
                line.reset();
            } else {
                line.write(b);
            }
        }
        if (line.size() > 0) {
            lines.add(text(line.toByteArray(), false));
        }
        return lines;
    }

    private static String text(byte[] line, boolean ended) {
        return new String(line, java.nio.charset.StandardCharsets.ISO_8859_1) + (ended ? "|" : "");
    }
}
