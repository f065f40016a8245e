package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.RowCodec;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.verify.Verdict.Tampered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come in, there is a finding: no exception, no hang, no memory that grows with them. */
@Timeout(60)
class HostileInputTest {
    private static final long GIGABYTE = 1L << 30;
    private static final TestExport GOOD = TestExport.of(VectorLog.first(3), ExportFilter.NONE, List.of());
    private static final String HEAD =
            new String(GOOD.proof(), StandardCharsets.UTF_8).lines().findFirst().orElseThrow();

    @Test
    void anEmptyFile() throws IOException {
        assertThat(fault("", null)).isEqualTo(Fault.NOT_AN_EXPORT);
        assertThat(fault("\n", null)).isEqualTo(Fault.NOT_AN_EXPORT);
        assertThat(fault(csv(), "")).isEqualTo(Fault.PROOF_MALFORMED);
    }

    @Test
    void aHeaderAlone() throws IOException {
        assertThat(fault(RowCodec.header(), null)).isEqualTo(Fault.NOT_AN_EXPORT);
        assertThat(fault(RowCodec.header() + '\n', null)).isEqualTo(Fault.MANIFEST_MISSING);
        assertThat(fault(RowCodec.header() + "\r\n", null)).isEqualTo(Fault.NOT_AN_EXPORT);
        assertThat(fault('\uFEFF' + csv(), null)).isEqualTo(Fault.NOT_AN_EXPORT);
    }

    @Test
    void aGigabyteWithoutALineEnd() throws IOException {
        Source endless = () -> new SequenceInputStream(
                new ByteArrayInputStream((RowCodec.header() + '\n').getBytes(StandardCharsets.UTF_8)),
                new Same('a', GIGABYTE));
        Source proof = () -> new Same('[', GIGABYTE);

        assertThat(finding(endless, null).fault()).isEqualTo(Fault.LINE_TOO_LONG);
        assertThat(finding(bytes(csv()), proof).fault()).isEqualTo(Fault.LINE_TOO_LONG);
    }

    @Test
    void manyEmptyLines() throws IOException {
        Source csv = () -> new SequenceInputStream(
                new ByteArrayInputStream((RowCodec.header() + '\n').getBytes(StandardCharsets.UTF_8)),
                new Same('\n', 100_000_000));
        Source proof = () -> new SequenceInputStream(
                new ByteArrayInputStream((HEAD + '\n').getBytes(StandardCharsets.UTF_8)), new Same('\n', GIGABYTE));

        assertThat(finding(csv, null).fault()).isEqualTo(Fault.MANIFEST_MISSING);
        assertThat(finding(bytes(csv()), proof).fault()).isEqualTo(Fault.PROOF_MALFORMED);
    }

    @Test
    void aGigabyteBehindTheManifest() throws IOException {
        Source csv = () -> new SequenceInputStream(new ByteArrayInputStream(GOOD.csv()), new Same('x', GIGABYTE));

        Finding finding = finding(csv, null);

        assertThat(finding.fault()).isEqualTo(Fault.TRAILING_BYTES);
        assertThat(finding.found()).isEqualTo(GIGABYTE + " more bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{}",
                "{\"v\":1}",
                "{\"v\":2}",
                "\"\\ud800\"",
                "{\"v\":1,\"v\":1}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void aManifestAndAProofThatAreOtherJson(String json) throws IOException {
        assertThat(fault(RowCodec.header() + "\n#manifest," + json + '\n', null))
                .isEqualTo(Fault.MANIFEST_MALFORMED);
        assertThat(fault(csv(), json + '\n')).isEqualTo(Fault.PROOF_MALFORMED);
        assertThat(fault(csv(), HEAD.replace("\"ghosts\":0", "\"ghosts\":1") + '\n' + json + '\n'))
                .isIn(Fault.PROOF_COUNTS, Fault.PROOF_MALFORMED);
    }

    @Test
    void countsBeyondAllMeasure() throws IOException {
        String huge = "9007199254740991";

        assertThat(fault(csv(), HEAD.replace("\"ghosts\":0", "\"ghosts\":" + huge) + '\n'))
                .isEqualTo(Fault.PROOF_COUNTS);
        assertThat(fault(csv(), HEAD.replace("\"toSeq\":3", "\"toSeq\":" + huge) + '\n'))
                .isEqualTo(Fault.PROOF_MALFORMED);
        assertThat(fault(csv(), HEAD.replace("3", huge) + '\n')).isEqualTo(Fault.PROOF_MALFORMED);
        assertThat(fault(csv().replace("\"rows\":3", "\"rows\":" + huge), null)).isEqualTo(Fault.ROW_COUNT);
        assertThat(fault(csv().replace("\"rows\":3", "\"rows\":1" + huge), null))
                .isEqualTo(Fault.MANIFEST_MALFORMED);
    }

    @Test
    void aHundredAndTwentyNineNodes() throws IOException {
        String hash = "\"" + "A".repeat(43) + "=\"";
        String nodes = "\"nodes\":[" + (hash + ",").repeat(128) + hash + "]";

        assertThat(finding(bytes(csv()), bytes(HEAD.replace("\"nodes\":[]", nodes) + '\n'))
                        .place()
                        .part())
                .isEqualTo("/nodes");
    }

    @Test
    void anythingAtAll() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(3000)];
            random.nextBytes(noise);
            String text = new String(noise, StandardCharsets.ISO_8859_1);

            assertThat(verify(() -> new ByteArrayInputStream(noise), null))
                    .as("seed " + seed)
                    .isInstanceOf(Tampered.class);
            assertThat(verify(bytes(RowCodec.header() + '\n' + text), bytes(csv())))
                    .as("seed " + seed)
                    .isInstanceOf(Tampered.class);
            assertThat(verify(bytes(csv()), () -> new ByteArrayInputStream(noise)))
                    .as("seed " + seed)
                    .isInstanceOf(Tampered.class);
        }
    }

    @Test
    void aStrangersTextIsHarmlessOnATerminal() throws IOException {
        Finding finding = finding(bytes(csv().replace("\"origin\":\"", "\"origin\":\"\\u001b[31m")), null);

        assertThat(finding.found()).contains("\\u{1b}").doesNotContain("\u001b");
    }

    private static String csv() {
        return new String(GOOD.csv(), StandardCharsets.UTF_8);
    }

    private static Fault fault(String csv, @Nullable String proof) throws IOException {
        return finding(bytes(csv), proof == null ? null : bytes(proof)).fault();
    }

    private static Finding finding(Source csv, @Nullable Source proof) throws IOException {
        Verdict verdict = verify(csv, proof);
        assertThat(verdict).isInstanceOf(Tampered.class);
        return ((Tampered) verdict).finding();
    }

    private static Verdict verify(Source csv, @Nullable Source proof) throws IOException {
        return ExportVerifier.trusting(VectorLog.KEYS).verify(csv, proof);
    }

    private static Source bytes(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same byte, many times. */
    private static final class Same extends InputStream {
        private final char value;
        private long left;

        Same(char value, long times) {
            this.value = value;
            left = times;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) value);
            left -= count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
