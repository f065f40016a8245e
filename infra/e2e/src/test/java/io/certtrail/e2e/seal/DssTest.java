package io.certtrail.e2e.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.evidence.bundle.Kind;
import io.certtrail.evidence.bundle.ShownBundles;
import io.certtrail.testkit.programs.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seals as EU DSS sees them, who trusts the seal's certificate, and asks nobody whether it was revoked. */
class DssTest {
    private static final boolean IS_NIGHT = Boolean.getBoolean("certtrail.nightly");

    @TempDir
    private static Path folder;

    private static List<ShownBundles> bundles = List.of();

    @BeforeAll
    static void start() throws Exception {
        Programs.require("openssl");
        bundles = List.of(new ShownBundles(folder));
    }

    @AfterAll
    static void end() {
        bundles.forEach(ShownBundles::close);
    }

    @Test
    void theSealIsOfTheBaselineLevelThatIsClaimed() throws Exception {
        allPass(kinds(false));
    }

    @Test
    void ourSealIsAsGoodWhenTheCustomerHasSignedBehindIt() throws Exception {
        Programs.require("pyhanko");
        allPass(kinds(true));
    }

    /** Without and with a time stamp; at night all that are PDFs. */
    private static List<Kind> kinds(boolean areSigned) {
        return Kind.all().stream()
                .filter(kind -> kind.isPdf() && kind.isSigned() == areSigned)
                .filter(kind -> IS_NIGHT || kind.content() == Kind.Content.LATIN)
                .toList();
    }

    private static void allPass(List<Kind> kinds) throws Exception {
        ShownBundles shown = bundles.getFirst();
        Set<Path> trusted = new LinkedHashSet<>(List.of(shown.stampCertificate(), shown.customerCertificate()));
        List<String> files = new ArrayList<>();
        for (Kind kind : kinds) {
            files.add(shown.file(kind).toString());
            trusted.add(shown.sealCertificate(kind));
        }

        Dss.Found found = Dss.check(folder, List.copyOf(trusted), files.toArray(String[]::new));

        SoftAssertions all = new SoftAssertions();
        for (Kind kind : kinds) {
            all.assertThat(found.of(shown.file(kind).toString()))
                    .as(kind.name())
                    .contains("certtrail-seal TOTAL_PASSED PAdES-BASELINE-%s %s %s"
                            .formatted(
                                    kind.isStamped() ? "T" : "B",
                                    kind.isSigned() ? "beginning" : "whole",
                                    kind.isStamped() ? "PASSED" : "-"))
                    .hasSize(kind.isSigned() ? 2 : 1);
        }
        all.assertAll();
        assertThat(found.isPassed()).as("%s", found.signatures()).isTrue();
    }

    @Test
    void whatWasChangedOrIsSealedBySomebodyElseDoesNotPass() throws Exception {
        ShownBundles shown = bundles.getFirst();
        Path file = shown.file(Kind.STAMPED_PDF);
        byte[] changed = Files.readAllBytes(file);
        changed[200] ^= 1;
        Files.write(folder.resolve("changed.pdf"), changed);
        Path seal = shown.sealCertificate(Kind.STAMPED_PDF);

        refused(List.of(seal, shown.stampCertificate()), "changed.pdf", "TOTAL_FAILED", "HASH_FAILURE");
        refused(List.of(shown.stampCertificate()), file.toString(), "INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND");
    }

    private static void refused(List<Path> trusted, String file, String indication, String subIndication)
            throws Exception {
        Dss.Found found = Dss.check(folder, trusted, file);
        assertThat(found.isPassed()).isFalse();
        assertThat(found.signatures())
                .singleElement()
                .extracting(Dss.Signature::indication, Dss.Signature::subIndication)
                .containsExactly(indication, subIndication);
    }
}
