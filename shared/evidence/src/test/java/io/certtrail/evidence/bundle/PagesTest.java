package io.certtrail.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.Figures;
import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.seal.Authorities;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands on the pages, read back by poppler, with the longest texts that the rules let through. */
class PagesTest {
    private static final Seal SEAL =
            Seal.selfSigned(new LocalSealKey(LocalSealKey.generate(new SecureRandom())), "CertTrail of a test");
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final Hash ROOT = Hash.of(IntStream.range(0, 32)
            .collect(() -> new byte[32], (bytes, i) -> bytes[i] = (byte) (200 + i), (one, other) -> {}));
    /** A tenant's name has at most 63 characters, and so has each of at most eight parts of a log's. */
    private static final String LONGEST_NAME = "w".repeat(63);

    private static final String VERSION = "0.1.0";

    private static final double LEFT = 62;
    private static final double RIGHT = 595 - 62;
    private static final double TOP = 60;
    private static final double BOTTOM = 842 - 24;
    /** Where the names of the cover's table end, and where the foot of a page begins. */
    private static final int VALUES = 178;

    private static final int FOOT = 842 - 72;

    /** Whose texts these are. */
    record Texts(String name, Origin origin, String actor, String label, ExportFilter filter) {
        private static Texts of(String name, String actor, String label, String part) {
            Origin origin = new Origin("certtrail.test", "acme", 1);
            return new Texts(name, origin, actor, label, longestFilter(origin, actor, part));
        }

        private static Texts longest(String name, String log, String actor, String part) {
            Origin origin = new Origin(log, LONGEST_NAME, 1);
            String label = "arn:aws:iam::123456789012:role/w";
            return new Texts(name, origin, actor, label, longestFilter(origin, actor, part));
        }

        @Override
        public String toString() {
            return name;
        }

        private static String longestLog() {
            return IntStream.range(0, 8).mapToObj(i -> LONGEST_NAME).collect(Collectors.joining("/"));
        }

        /** As long as the signature of a manifest allows. */
        private static ExportFilter longestFilter(Origin origin, String actor, String part) {
            for (int times = 1000; ; times--) {
                try {
                    ExportFilter filter = filter(part.repeat(times).strip());
                    Manifest.requireSignable(origin, actor, VERSION, filter);
                    return filter;
                } catch (IllegalArgumentException e) {
                    assertThat(times).isPositive();
                }
            }
        }

        private static ExportFilter filter(String text) {
            return new ExportFilter(
                    Instant.parse("2026-01-01T00:00:00.000Z"),
                    Instant.parse("2026-11-28T12:00:00.000Z"),
                    List.of("custom." + "a".repeat(120), "custom." + "b".repeat(120)),
                    List.of(Severity.values()),
                    null,
                    text,
                    text,
                    text);
        }
    }

    private static List<Texts> texts() {
        Texts plain = Texts.of("plain", "auditor", "audit", "x");
        return List.of(
                new Texts("short", plain.origin, "auditor", "audit", ExportFilter.NONE),
                Texts.longest(
                        "words",
                        "certtrail.test",
                        "Wolfeschlegelstein ".repeat(12).strip(),
                        "ẞW m"),
                Texts.longest("unbroken", Texts.longestLog(), "M".repeat(256), "W"),
                Texts.of("from-the-right", "محمد بن موسى الخوارزمي שלום עולם", "سجل", "تدقيق "),
                Texts.of("cjk", "山田太郎 한국어 감사 审计", "監査ログ", "証明書"),
                EMOJI);
    }

    private static final Texts EMOJI = Texts.of("emoji", "👩‍💻🔐 e\u0301 ｍ \u202Eexe", "🔥", "🔑");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void bundles() throws IOException {
        Programs.require("pdftotext", "pdfinfo");
        for (Texts texts : texts()) {
            Path work = Files.createDirectory(folder.resolve("made-" + texts));
            Path made = new SealedBundles(() -> SEAL, Authorities.always(null))
                    .make(contents(texts, texts.filter, work, Format.PDF), work);
            Files.copy(made, folder.resolve(texts + ".pdf"));
            SealedBundlesTest.keep(texts + ".pdf", Files.readAllBytes(made));
        }
    }

    private static Bundles.Contents contents(Texts texts, ExportFilter filter, Path work, Format format)
            throws IOException {
        Manifest.requireSignable(texts.origin, texts.actor, VERSION, filter);
        Ed25519Signer key = Ed25519Signer.of(texts.origin.exportsKeyName(), new byte[32]);
        Manifest manifest = new Manifest(
                texts.origin,
                Instant.parse("2026-11-28T12:00:00.250Z"),
                texts.actor,
                VERSION,
                filter,
                1_234_567,
                new ExportRange(9_876_543, 0, 9_876_543),
                ROOT,
                ROOT,
                ROOT,
                ROOT,
                "01234567",
                List.of(),
                ROOT,
                "");
        return new Bundles.Contents(
                format,
                "certtrail-%s-20261128-01234567".formatted(texts.origin.tenant()),
                manifest,
                note(texts),
                true,
                figures(texts),
                Files.writeString(work.resolve("table"), "seq\n"),
                SHA256,
                Files.writeString(work.resolve("proof"), "{}\n"),
                key);
    }

    private static String note(Texts texts) {
        return new Checkpoint(texts.origin, 9_876_543, ROOT)
                .sign(Ed25519Signer.of(texts.origin.text(), new byte[32]))
                .format();
    }

    private static Figures figures(Texts texts) {
        IntFunction<String> name = i -> texts.label.repeat(60) + "/" + i;
        List<Figures.Count> names = IntStream.range(0, 10)
                .mapToObj(i -> new Figures.Count(name.apply(i), 1_000_000_000_000L / (i + 1)))
                .toList();
        List<Figures.Count> severities = Stream.of(Severity.values())
                .map(severity ->
                        new Figures.Count(severity.text(), severity.text().length() * 1000L))
                .toList();
        List<Figures.Count> days = IntStream.range(0, 28)
                .mapToObj(i -> new Figures.Count("2026-11-%02d".formatted(i + 1), i * 31 % 17))
                .toList();
        return new Figures(
                1_234_567, "day", days, new Figures.Top(names, 77_777), severities, new Figures.Top(names, 0));
    }

    private static String run(String command) throws IOException, InterruptedException {
        Programs.Run run = Programs.run(folder, command.split(" "));
        assertThat(run.exit()).as(run.output()).isZero();
        return run.output();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    /** What a text looks like on the pages, said a second time: what Liberation lacks is shown by its number. */
    private static String shown(String text) {
        return text.codePoints()
                .mapToObj(c -> c < 0x590 || c == 'ẞ' || c == 'ｍ' ? Character.toString(c) : "[U+%04X]".formatted(c))
                .collect(Collectors.joining())
                .replace("e\u0301", "é")
                .replace("ｍ", "m");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyFigureOfTheCoverStandsThereWhole(Texts texts) throws Exception {
        String values = squeezed(
                run("pdftotext -raw -nopgbrk -r 72 -x %d -y 0 -W 420 -H %d %s.pdf -".formatted(VALUES, FOOT, texts)));
        String all =
                squeezed(run("pdftotext -raw -nopgbrk -r 72 -x 0 -y 0 -W 595 -H %d %s.pdf -".formatted(FOOT, texts)));
        List<String> figures = List.of(
                texts.origin.text(),
                shown(texts.actor),
                "CertTrail " + VERSION,
                "2026-11-28T12:00:00.250Z",
                shown(BundlePages.FilterWords.of(texts.filter)),
                "1,234,567",
                SHA256,
                "9,876,543 entries",
                ROOT.base64(),
                SEAL.fingerprint());

        for (String figure : figures) {
            assertThat(values).contains(squeezed(figure));
        }
        assertThat(all).contains("Tenant" + texts.origin.tenant(), squeezed(note(texts)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyPageHasItsNumberAndIsNotLeftMostlyEmpty(Texts texts) throws Exception {
        List<List<Word>> pages = pages(texts);
        for (int i = 0; i < pages.size(); i++) {
            String text = pages.get(i).stream().map(Word::text).collect(Collectors.joining(" "));
            assertThat(text).endsWith("Page %d of %d".formatted(i + 1, pages.size()));
            double lowest = pages.get(i).stream()
                    .mapToDouble(Word::bottom)
                    .filter(bottom -> bottom < FOOT)
                    .max()
                    .orElse(0);
            assertThat(lowest).as("page " + (i + 1)).isGreaterThan(842 / 3.0);
        }
        assertThat(run("pdfinfo %s.pdf".formatted(texts))).containsPattern("Pages: +" + pages.size() + "\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noWordLeavesThePageOrStandsOnAnother(Texts texts) throws Exception {
        for (List<Word> page : pages(texts)) {
            for (Word word : page) {
                assertThat(word)
                        .satisfies(one -> assertThat(one.left).isGreaterThan(LEFT - 0.5))
                        .satisfies(one -> assertThat(one.right).isLessThan(RIGHT + 0.5))
                        .satisfies(one -> assertThat(one.top).isGreaterThan(TOP))
                        .satisfies(one -> assertThat(one.bottom).isLessThan(BOTTOM));
                assertThat(page).noneMatch(word::covers);
            }
        }
    }

    /** Points from the page's upper left corner. */
    private record Word(double left, double top, double right, double bottom, String text) {
        private static final double SLACK = 1.5;

        boolean covers(Word other) {
            return !equals(other)
                    && left + SLACK < other.right
                    && other.left + SLACK < right
                    && top + 2 * SLACK < other.bottom
                    && other.top + 2 * SLACK < bottom;
        }
    }

    private static final Pattern WORD =
            Pattern.compile("<word xMin=\"([^\"]+)\" yMin=\"([^\"]+)\" xMax=\"([^\"]+)\" yMax=\"([^\"]+)\">([^<]*)<");

    private static List<List<Word>> pages(Texts texts) throws IOException, InterruptedException {
        List<List<Word>> pages = new ArrayList<>();
        for (String page : run("pdftotext -bbox %s.pdf -".formatted(texts)).split("</page>", -1)) {
            List<Word> words = new ArrayList<>();
            for (Matcher word = WORD.matcher(page); word.find(); ) {
                double[] box = IntStream.rangeClosed(1, 4)
                        .mapToDouble(i -> Double.parseDouble(word.group(i)))
                        .toArray();
                words.add(new Word(box[0], box[1], box[2], box[3], word.group(5)));
            }
            if (page.contains("<page ")) {
                pages.add(words);
            }
        }
        return pages;
    }

    /** A line of the README is ours, whatever a filter holds. */
    @Test
    void noValueOfAReadmeGoesOnOnALineOfItsOwn() throws IOException {
        Path work = Files.createDirectory(folder.resolve("readme"));
        ExportFilter forged =
                new ExportFilter(null, null, List.of(), List.of(), null, "a\nRows   5", "b\u2028c", "d\u202Ee");

        Path made = new SealedBundles(() -> SEAL, Authorities.always(null))
                .make(contents(EMOJI, forged, work, Format.ZIP), work);

        String readme = new String(
                Objects.requireNonNull(
                        SealedBundlesTest.unzip(Files.readAllBytes(made)).get("README.txt")),
                StandardCharsets.UTF_8);
        assertThat(readme.lines().filter(line -> line.startsWith("Rows"))).hasSize(1);
        assertThat(readme.lines().filter(line -> line.startsWith("Filter")))
                .singleElement()
                .satisfies(
                        line -> assertThat(line).contains("a[U+000A]Rows", "b[U+2028]c", "d[U+202E]e", "occurs in it"));
    }
}
