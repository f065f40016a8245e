package io.certtrail.e2e.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.Bench;
import io.certtrail.evidence.bundle.OpenSslAuthority;
import io.certtrail.evidence.bundle.PyHanko;
import io.certtrail.evidence.seal.HttpTimeStamps;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.testkit.programs.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seals as EU DSS sees them, who trusts the seal's certificate, and asks nobody whether it was revoked. */
class DssTest {
    private static final Bench BENCH = new Bench(60);
    private static final String SEAL = "certtrail-seal TOTAL_PASSED PAdES-BASELINE-";

    @TempDir
    private static Path folder;

    private static Path seal = Path.of("");
    private static Path stamps = Path.of("");

    @BeforeAll
    static void bundles() throws Exception {
        Programs.require("openssl");
        seal = Files.write(
                folder.resolve("seal.der"), BENCH.seal.chain().getFirst().getEncoded());
        Files.write(
                folder.resolve("plain.pdf"),
                BENCH.make(Format.PDF, ExportFilter.NONE, "auditor", null).file());
        try (OpenSslAuthority authority = new OpenSslAuthority(folder.resolve("authority"))) {
            HttpTimeStamps stamping = HttpTimeStamps.anywhere(authority.address(), new SecureRandom());
            stamps = authority.stampCertificate();
            Files.write(
                    folder.resolve("stamped.pdf"),
                    BENCH.make(Format.PDF, ExportFilter.NONE, "auditor", stamping)
                            .file());
        }
    }

    @Test
    void theSealIsOfTheBaselineLevelThatIsClaimed() throws Exception {
        Dss.Found found = Dss.check(folder, List.of(seal, stamps), "plain.pdf", "stamped.pdf");

        assertThat(found.of("plain.pdf")).containsExactly(SEAL + "B whole -");
        assertThat(found.of("stamped.pdf")).containsExactly(SEAL + "T whole PASSED");
        assertThat(found.isPassed()).isTrue();
    }

    @Test
    void ourSealIsAsGoodWhenTheCustomerHasSignedBehindIt() throws Exception {
        Programs.require("pyhanko");
        PyHanko customer = new PyHanko(folder);
        customer.sign("plain.pdf", "plain-signed.pdf");
        customer.sign("stamped.pdf", "stamped-signed.pdf");

        Dss.Found found = Dss.check(
                folder, List.of(seal, stamps, customer.certificate()), "plain-signed.pdf", "stamped-signed.pdf");

        assertThat(found.of("plain-signed.pdf"))
                .contains(SEAL + "B beginning -")
                .hasSize(2);
        assertThat(found.of("stamped-signed.pdf"))
                .contains(SEAL + "T beginning PASSED")
                .hasSize(2);
    }

    @Test
    void whatWasChangedOrIsSealedBySomebodyElseDoesNotPass() throws Exception {
        byte[] changed = Files.readAllBytes(folder.resolve("stamped.pdf"));
        changed[200] ^= 1;
        Files.write(folder.resolve("changed.pdf"), changed);

        Dss.Found ofChanged = Dss.check(folder, List.of(seal, stamps), "changed.pdf");
        assertThat(ofChanged.isPassed()).isFalse();
        assertThat(ofChanged.signatures())
                .singleElement()
                .extracting(Dss.Signature::indication, Dss.Signature::subIndication)
                .containsExactly("TOTAL_FAILED", "HASH_FAILURE");

        Dss.Found ofStranger = Dss.check(folder, List.of(stamps), "stamped.pdf");
        assertThat(ofStranger.isPassed()).isFalse();
        assertThat(ofStranger.signatures())
                .singleElement()
                .extracting(Dss.Signature::indication, Dss.Signature::subIndication)
                .containsExactly("INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND");
    }
}
