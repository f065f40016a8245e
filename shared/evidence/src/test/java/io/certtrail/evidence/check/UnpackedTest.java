package io.certtrail.evidence.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedTest {
    private final Unpacked unpacked = new Unpacked(Path.of("nowhere"));

    @ParameterizedTest
    @ValueSource(strings = {"acme", "a.b_c-d", "x.csv", "9", "a-20261128-0123abcd"})
    void theNamesOfAllTenantsAreKnown(String tenant) {
        String stem = "certtrail-" + tenant + "-20261128-684df992";

        assertThat(unpacked.member(stem + ".csv")).isEqualTo(Member.TABLE);
        assertThat(unpacked.member(stem + ".proof.jsonl")).isEqualTo(Member.PROOF);
        assertThat(unpacked.member(stem + ".manifest.json")).isEqualTo(Member.MANIFEST);
        assertThat(unpacked.member(stem + ".manifest.p7s")).isEqualTo(Member.SIGNATURE);
        assertThat(unpacked.member(stem + ".seal.note")).isEqualTo(Member.VOUCHER);
        assertThat(unpacked.member(stem + ".manifest.tsr")).isEqualTo(Member.STAMP);
        assertThat(unpacked.stem()).isEqualTo(stem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "certtrail-acme-20261128-684df992",
                "certtrail-acme-20261128-684df992.exe",
                "certtrail-acme-20261128-684DF992.csv",
                "/certtrail-acme-20261128-684df992.csv",
                "../certtrail-acme-20261128-684df992.csv",
                "certtrail-a/c-20261128-684df992.csv",
                "readme.txt",
                ""
            })
    void noOtherNameIs(String name) {
        assertThatExceptionOfType(BundleFaultException.class)
                .isThrownBy(() -> unpacked.member(name))
                .satisfies(e -> assertThat(e.finding().fault()).isEqualTo(BundleFault.MEMBER_UNKNOWN));
    }

    @Test
    void allNamesBeginTheSame() {
        assertThat(unpacked.member("certtrail-acme-20261128-684df992.csv")).isEqualTo(Member.TABLE);

        assertThatExceptionOfType(BundleFaultException.class)
                .isThrownBy(() -> unpacked.member("certtrail-acme-20261128-684df993.proof.jsonl"));
    }
}
