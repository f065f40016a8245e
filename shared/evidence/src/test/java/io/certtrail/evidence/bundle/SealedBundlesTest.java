package io.certtrail.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Format;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.export.ExportFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class SealedBundlesTest {
    private final Bench bench = new Bench(60);

    @Test
    void aPdfIsWrittenOnceAndSealedInPlace() throws IOException {
        Bench.Made made = bench.make(Format.PDF, ExportFilter.NONE, "Zoë Ωmega Жук 山田 שלום", null);
        keep("bundle.pdf", made.file());
        String text = new String(made.file(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-1.7").endsWith("%%EOF\n");
        assertThat(text.split("%%EOF", -1)).hasSize(2);
        assertThat(text)
                .contains("/ByteRange [0 ", "/SubFilter/ETSI.CAdES.detached", "/DocMDP", "/AFRelationship/Data");
        assertThat(made.result().sha256()).isEqualTo(sha256(made.file()));
    }

    @Test
    void aZipHoldsTheSameFiles() throws IOException {
        Bench.Made made = bench.make(Format.ZIP, ExportFilter.NONE, "auditor", null);
        Map<String, byte[]> files = unzip(made.file());
        String name = "certtrail-" + made.export().tenant();
        assertThat(files.keySet()).allMatch(file -> file.equals("README.txt") || file.startsWith(name));
        assertThat(files).hasSize(6);
        byte[] proof = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".proof.jsonl"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(proof).isEqualTo(made.proof());
        assertThat(new String(files.get("README.txt"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("How to verify", "openssl cms -verify", bench.seal.fingerprint());
    }

    @Test
    void aRedactedBundleSaysWhatIsClosedAndCountsNothingOfIt() throws IOException {
        List<Attribute> closed = List.of(Attribute.ACTOR, Attribute.CLIENT, Attribute.DESCRIPTION, Attribute.DETAILS);
        keep(
                "redacted.pdf",
                bench.redacted(Format.PDF, ExportFilter.NONE, closed).file());
        Map<String, byte[]> files =
                unzip(bench.redacted(Format.ZIP, ExportFilter.NONE, closed).file());
        assertThat(new String(files.get("README.txt"), java.nio.charset.StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("not shown in this copy: actor, client, description, details");
    }

    /** For looking at: {@code -Dcerttrail.keep=FOLDER}. */
    static void keep(String name, byte[] bytes) throws IOException {
        String folder = System.getProperty("certtrail.keep", "");
        if (!folder.isEmpty()) {
            Files.write(Path.of(folder).resolve(name), bytes);
        }
    }

    static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of()
                .formatHex(io.certtrail.ledger.merkle.Sha256.digest().digest(bytes));
    }
}
