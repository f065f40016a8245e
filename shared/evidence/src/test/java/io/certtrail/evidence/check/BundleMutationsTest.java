package io.certtrail.evidence.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.Bench;
import io.certtrail.ledger.export.ExportFilter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bundles that were changed at random. Of a PDF no changed byte passes. Of a zip one may, where deflate has two spellings of
 * one content: then what was taken out is the same, which is held here.
 */
class BundleMutationsTest {
    private static final int COUNT = Boolean.getBoolean("certtrail.nightly") ? 5_000 : 500;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"PDF", "ZIP"})
    void noOtherContentIsVerified(Format format) {
        long seed = Long.getLong("certtrail.seed", new Random().nextLong());
        System.out.println("seed of mutations of " + format + ": -Dcerttrail.seed=" + seed);
        Random random = new Random(seed);
        Bench bench = new Bench(12);
        byte[] file = bench.make(format, ExportFilter.NONE, "auditor", null).file();
        Checking checking = new Checking(folder, Checking.trust(bench));
        Checking.Outcome.Good good = (Checking.Outcome.Good) checking.whole(file);
        int harmless = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] changed = changed(file, random);
            if (!Arrays.equals(changed, file) && checking.whole(changed) instanceof Checking.Outcome.Good found) {
                harmless++;
                String what = "mutation %d of seed %d at %d".formatted(i, seed, Arrays.mismatch(file, changed));
                assertThat(format).as(what).isEqualTo(Format.ZIP);
                assertThat(found.csv()).as(what).isEqualTo(good.csv());
                assertThat(found.proof()).as(what).isEqualTo(good.proof());
                assertThat(found.report().seal())
                        .as(what)
                        .isEqualTo(good.report().seal());
            }
        }
        System.out.println(COUNT + " mutations of " + format + ", other spellings of the same: " + harmless);
        assertThat(harmless).isLessThanOrEqualTo(1 + COUNT / 200);
    }

    /** One byte in each stretch of the file, so that no part is passed over. */
    @Test
    void everyPartOfAPdfIsCovered() {
        Bench bench = new Bench(3);
        byte[] file = bench.make(Format.PDF, ExportFilter.NONE, "auditor", null).file();
        Checking checking = new Checking(folder, Checking.trust(bench));
        int step = COUNT > 500 ? 37 : 491;
        for (int i = 0; i < file.length; i += step) {
            byte[] changed = file.clone();
            changed[i] ^= 0x20;
            if (checking.whole(changed) instanceof Checking.Outcome.Good) {
                fail("byte " + i + " is not covered");
            }
        }
    }

    private static byte[] changed(byte[] file, Random random) {
        byte[] changed = file.clone();
        int at = random.nextInt(file.length);
        int other = random.nextInt(file.length);
        int length = 1 + random.nextInt(40);
        switch (random.nextInt(7)) {
            case 0, 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed[at] = (byte) random.nextInt(256);
            case 3 -> changed = Arrays.copyOf(changed, at);
            case 4 -> changed = spliced(file, at, Math.min(file.length, at + length), new byte[0]);
            case 5 -> {
                byte[] more = Arrays.copyOfRange(file, other, Math.min(file.length, other + length));
                changed = spliced(file, at, at, more);
            }
            default -> {
                int most = Math.min(length, file.length - Math.max(at, other));
                System.arraycopy(file, at, changed, other, most);
            }
        }
        return changed;
    }

    private static byte[] spliced(byte[] file, int from, int to, byte[] by) {
        byte[] spliced = new byte[file.length - (to - from) + by.length];
        System.arraycopy(file, 0, spliced, 0, from);
        System.arraycopy(by, 0, spliced, from, by.length);
        System.arraycopy(file, to, spliced, from + by.length, file.length - to);
        return spliced;
    }
}
