package io.certtrail.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles as programs see them that others wrote: one or two for each program, at night every kind for every program. */
class OutsideCheckersTest {
    private static final boolean IS_NIGHT = Boolean.getBoolean("certtrail.nightly");

    @TempDir
    private static Path folder;

    private static List<ShownBundles> shown = List.of();

    @BeforeAll
    static void bundles() throws IOException, InterruptedException {
        Programs.require("openssl");
        shown = List.of(new ShownBundles(folder));
    }

    @AfterAll
    static void end() {
        shown.forEach(ShownBundles::close);
    }

    static Stream<Arguments> checkersAndKinds() {
        return Stream.of(Checker.values())
                .flatMap(checker -> (IS_NIGHT ? Kind.all() : checker.byDay())
                        .stream().filter(checker::reads).map(kind -> Arguments.of(checker, kind)));
    }

    @ParameterizedTest
    @MethodSource("checkersAndKinds")
    void isContentWithTheBundleAndNotWithAnother(Checker checker, Kind kind) throws Exception {
        Programs.require(checker.programs);
        if (kind.isSigned()) {
            Programs.require("pyhanko");
        }
        Path scratch = Files.createTempDirectory(folder, "check");
        assertThatCode(() -> checker.check(shown.getFirst(), kind, scratch))
                .as("%s of %s", checker, kind)
                .doesNotThrowAnyException();
    }

    /** Programs, what they are asked, and what they read of it. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to the names of programs
    enum Checker {
        /** PDF/A-3a (ISO 19005-3), claimed for what is sealed: pyHanko shows a signature in Courier, and embeds no font. */
        ARCHIVABLE(Kind.STAMPED_PDF) {
            @Override
            boolean reads(Kind kind) {
                return super.reads(kind) && !kind.isSigned();
            }

            @Override
            void check(ShownBundles shown, Kind kind, Path scratch) throws Exception {
                VeraPdf.accepts(shown.file(kind), VeraPdf.ARCHIVABLE);
            }
        },
        /** PDF/UA-1 (ISO 14289-1), claimed for the same. */
        ACCESSIBLE(Kind.STAMPED_PDF) {
            @Override
            boolean reads(Kind kind) {
                return super.reads(kind) && !kind.isSigned();
            }

            @Override
            void check(ShownBundles shown, Kind kind, Path scratch) throws Exception {
                VeraPdf.accepts(shown.file(kind), VeraPdf.ACCESSIBLE);
            }
        },
        WELL_FORMED(Kind.STAMPED_PDF, "qpdf") {
            @Override
            void check(ShownBundles shown, Kind kind, Path scratch) throws Exception {
                assertThat(run(0, scratch, "qpdf", "--check", path(shown, kind)))
                        .contains("No syntax or stream encoding errors found");
            }
        },
        /** By poppler, and the signature and the time stamp of the manifest by OpenSSL. */
        FILES_OF_A_PDF(Kind.STAMPED_PDF, "pdfdetach") {
            @Override
            void check(ShownBundles shown, Kind kind, Path scratch) throws Exception {
                String _ = run(0, scratch, "pdfdetach", "-saveall", "-o", scratch.toString(), path(shown, kind));
                new TakenOut(shown, kind, scratch).check();
            }
        },
        FILES_OF_A_ZIP(Kind.STAMPED_ZIP, "openssl") {
            @Override
            void check(ShownBundles shown, Kind kind, Path scratch) throws Exception {
                for (var file : SealedBundlesTest.unzip(Files.readAllBytes(shown.file(kind)))
                        .entrySet()) {
                    Files.write(scratch.resolve(file.getKey()), file.getValue());
                }
                Files.delete(scratch.resolve("README.txt"));
                new TakenOut(shown, kind, scratch).check();
            }
        },
        POPPLER(Kind.STAMPED_PDF, "pdfsig") {
            @Override
            void check(ShownBundles shown, Kind kind, Path scratch) throws Exception {
                String valid = "Signature is Valid";
                String found = run(0, scratch, "pdfsig", "-nocert", path(shown, kind));
                assertThat(found).contains("ETSI.CAdES.detached");
                assertThat(count(found, valid)).isEqualTo(kind.isSigned() ? 2 : 1);
                assertThat(count(found, "otal document signed")).isEqualTo(kind.isSigned() ? 2 : 1);
                assertThat(count(found, "Not total document signed")).isEqualTo(kind.isSigned() ? 1 : 0);

                Path changed = changed(shown.file(kind), scratch);
                assertThat(Programs.run(scratch, "pdfsig", "-nocert", changed.toString())
                                .output())
                        .contains("Digest Mismatch")
                        .doesNotContain(valid);
            }
        },
        /** Seal, time stamp and the customer's signature; our seal before and after the customer signed. */
        PYHANKO(Kind.STAMPED_PDF, "pyhanko") {
            @Override
            List<Kind> byDay() {
                return List.of(Kind.STAMPED_PDF, Kind.SIGNED_PDF);
            }

            @Override
            void check(ShownBundles shown, Kind kind, Path scratch) throws Exception {
                String valid = "The signature is judged VALID.";
                String found = run(0, scratch, validate(shown, kind, shown.file(kind)));
                assertThat(count(found, valid)).as(found).isEqualTo(kind.isSigned() ? 2 : 1);
                assertThat(count(found, "The signature covers the entire file."))
                        .isEqualTo(1);
                assertThat(count(found, "appear to be compatible with the current document modification policy"))
                        .isEqualTo(kind.isSigned() ? 1 : 0);
                assertThat(found.contains("stamps-of-a-test")).isEqualTo(kind.isStamped());

                Programs.Run refused = Programs.run(scratch, validate(shown, kind, changed(shown.file(kind), scratch)));
                assertThat(refused.output()).doesNotContain("judged VALID");
                assertThat(refused.exit()).isNotZero();
            }

            private String[] validate(ShownBundles shown, Kind kind, Path file) throws IOException {
                return ("pyhanko sign validate --pretty-print --no-revocation-check --trust-replace --trust %s --trust %s"
                                + " --trust %s %s")
                        .formatted(shown.sealCertificate(kind), shown.authority(), shown.customerCertificate(), file)
                        .split(" ");
            }
        };

        private final Kind first;
        private final String[] programs;

        Checker(Kind first, String... programs) {
            this.first = first;
            this.programs = programs;
        }

        /** What it is shown in a quick run. */
        List<Kind> byDay() {
            return List.of(first);
        }

        boolean reads(Kind kind) {
            return kind.format() == first.format();
        }

        abstract void check(ShownBundles shown, Kind kind, Path scratch) throws Exception;

        private static String path(ShownBundles shown, Kind kind) throws IOException, InterruptedException {
            return shown.file(kind).toString();
        }

        /** One with another byte in the revision that was sealed. */
        private static Path changed(Path file, Path scratch) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            bytes[200] ^= 1;
            return Files.write(scratch.resolve("changed.pdf"), bytes);
        }

        private static int count(String text, String part) {
            return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
        }
    }

    /** What a program printed that ended as it should. */
    static String run(int exit, Path folder, String... command) throws IOException, InterruptedException {
        Programs.Run run = Programs.run(folder, command);
        assertThat(run.exit()).as(run.output()).isEqualTo(exit);
        return run.output();
    }
}
