package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleVerifierTest.finding;
import static io.certtrail.evidence.check.BundleVerifierTest.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.Bench;
import io.certtrail.ledger.export.ExportFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfAnnotation;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterTheSealTest {
    private static final String FIELD = "customer-signature";

    private final Bench bench = new Bench(12);
    private final byte[] sealed =
            bench.make(Format.PDF, ExportFilter.NONE, "auditor", null).file();
    private final Customer customer = new Customer();

    @TempDir
    Path folder;

    private BundleVerdict check(byte[] file) {
        return new Checking(folder, Checking.trust(bench)).bundle(file);
    }

    @Test
    void aCustomersSignatureIsSaidAndLeavesTheSealAsItWas() throws IOException {
        BundleReport report = report(check(customer.signed(sealed, FIELD)));

        assertThat(report.later().signatures()).singleElement().satisfies(signed -> {
            assertThat(signed.field()).isEqualTo(FIELD);
            assertThat(signed.signer()).isEqualTo("CN=Erika Mustermann");
        });
        assertThat(report.seal().isVouched()).isTrue();
    }

    @Test
    void severalSignaturesAreSaidEach() throws IOException {
        byte[] once = customer.signed(sealed, FIELD);
        byte[] twice = customer.signed(once, "another", new Rectangle(0, 0, 0, 0), (reader, stamper) -> {});

        assertThat(report(check(twice)).later().signatures())
                .extracting(BundleReport.Signed::field)
                .containsExactly(FIELD, "another");
    }

    @Test
    void aSignatureThatCoversAPageIsAChange() throws IOException {
        byte[] covering = customer.signed(sealed, "stamp", new Rectangle(50, 50, 500, 700), (reader, stamper) -> {});

        assertThat(finding(check(covering)))
                .satisfies(found -> assertThat(found.fault()).isEqualTo(BundleFault.CHANGED_AFTER_SEAL))
                .satisfies(found -> assertThat(found.place()).isEqualTo("the signatures on page 1"));
    }

    @Test
    void contentThatIsAddedToAPageIsAChangeThoughSomebodySignsIt() throws IOException {
        Customer.Edit write = (reader, stamper) -> {
            PdfContentByte over = stamper.getOverContent(1);
            over.rectangle(0, 0, 300, 300);
            over.fill();
        };

        for (byte[] changed :
                new byte[][] {Customer.edited(sealed, write), customer.signed(sealed, FIELD, null, write)}) {
            assertThat(finding(check(changed)).fault()).isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
            assertThat(finding(check(changed)).place()).isEqualTo("page 1");
        }
    }

    @Test
    void aNoteOnAPageIsAChange() throws IOException {
        byte[] changed = Customer.edited(
                sealed,
                (reader, stamper) -> stamper.addAnnotation(
                        PdfAnnotation.createText(
                                stamper.getWriter(), new Rectangle(10, 10, 90, 90), "note", "this is void", true, null),
                        1));

        assertThat(finding(check(changed)).place()).isEqualTo("the notes on page 1");
    }

    @Test
    void attachmentsThatAreAddedOrReplacedAreAChange() throws IOException {
        byte[] more = Customer.edited(
                sealed,
                (reader, stamper) ->
                        stamper.addFileAttachment("notes", "x".getBytes(StandardCharsets.UTF_8), null, "notes.txt"));
        byte[] replaced = updated("160 0 obj\n<</Type/Filespec/F(other.csv)>>\nendobj\n", 160);

        assertThat(finding(check(more)).fault()).isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
        assertThat(finding(check(replaced)).fault()).isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
    }

    @Test
    void anActionInTheCatalogIsAChange() throws IOException {
        byte[] changed = Customer.edited(sealed, (reader, stamper) -> {
            reader.getCatalog().put(PdfName.LANG, new PdfString("de"));
            reader.getCatalog().put(new PdfName("OpenAction"), new PdfDictionary());
            stamper.markUsed(reader.getCatalog());
        });

        assertThat(finding(check(changed)).place()).isEqualTo("the document's catalog");
    }

    @Test
    void propertiesThatWereWrittenAnewAreSaid() throws IOException {
        byte[] changed = Customer.edited(sealed, (reader, stamper) -> {});

        assertThat(report(check(changed)).later().others())
                .anySatisfy(one -> assertThat(one).contains("properties"))
                .anySatisfy(one -> assertThat(one).contains("nobody signed"));
    }

    @Test
    void whateverStandsBehindTheSealWithoutBeingAnUpdateIsAChange() {
        for (String more : new String[] {"\n", "%%EOF\n", " junk startxref\n10\n%%EOF\n", "<x/>"}) {
            byte[] changed =
                    (new String(sealed, StandardCharsets.ISO_8859_1) + more).getBytes(StandardCharsets.ISO_8859_1);

            assertThat(finding(check(changed)).fault()).as(more).isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
        }
    }

    @Test
    void anUpdateThatForgetsWhatWasSealedIsAChange() throws IOException {
        byte[] signed = customer.signed(sealed, FIELD);
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        int previous = text.lastIndexOf("/Prev ");
        String forgotten = text.substring(0, previous) + "/Xrev " + text.substring(previous + 6);

        assertThat(finding(check(forgotten.getBytes(StandardCharsets.ISO_8859_1)))
                        .fault())
                .isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
    }

    @Test
    void whatAnUpdateNamesAnewOrFreesIsAChange() {
        String page = "6 0 obj\n<</Type/Page/MediaBox[0 0 9 9]>>\nendobj\n";

        assertThat(finding(check(updated(page, 6))).place()).isEqualTo("page 1");
        assertThat(finding(check(updated("75 0 obj\n<</Length 0>>stream\n\nendstream\nendobj\n", 75)))
                        .place())
                .isEqualTo("object 75");
        assertThat(finding(check(updated("", 75, "f", ""))).place()).isEqualTo("object 75");
        assertThat(report(check(updated("250 0 obj\nnull\nendobj\n", 250)))
                        .later()
                        .others())
                .singleElement()
                .satisfies(one -> assertThat(one).contains("nobody signed"));
    }

    @Test
    void anUpdateThatReadersReadInTwoWaysIsAChange() {
        String object = "250 0 obj\nnull\nendobj\n";

        for (String trailer : new String[] {"/XRefStm 15", "/Root 250 0 R", "/Encrypt 250 0 R", "/Prev 15"}) {
            assertThat(finding(check(updated(object, 250, "n", trailer))).fault())
                    .as(trailer)
                    .isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
        }
        assertThat(finding(check(updated("251 0 obj\nnull\nendobj\n", 6))).fault())
                .isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
    }

    @Test
    void aCrossReferenceStreamCanNotBeTold() {
        int place = sealed.length + 1;
        byte[] changed = (new String(sealed, StandardCharsets.ISO_8859_1)
                        + "\n300 0 obj\n<</Type/XRef>>stream\nendstream\nendobj\nstartxref\n" + place + "\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(check(changed)).isInstanceOf(BundleVerdict.Undecided.class);
    }

    /** What a changed byte behind the seal leaves valid says the same as before: hex digits have two spellings. */
    @Test
    void mutationsOfACustomersSignatureAreCaught() throws IOException {
        long seed = Long.getLong("certtrail.seed", new Random().nextLong());
        System.out.println("seed of mutations behind the seal: -Dcerttrail.seed=" + seed);
        Random random = new Random(seed);
        byte[] signed = customer.signed(sealed, FIELD);
        BundleReport good = report(check(signed));
        int count = Boolean.getBoolean("certtrail.nightly") ? 5_000 : 150;
        int same = 0;
        for (int i = 0; i < count; i++) {
            byte[] changed = signed.clone();
            int at = sealed.length + random.nextInt(signed.length - sealed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            if (check(changed) instanceof BundleVerdict.Intact(BundleReport found)) {
                same++;
                assertThat(found.later()).as("byte %d, seed %d", at, seed).isEqualTo(good.later());
            }
        }
        System.out.println(count + " mutations behind the seal, other spellings of the same: " + same);
    }

    private byte[] updated(String object, int number) {
        return updated(object, number, "n", "");
    }

    /**
     * An update by hand, with one object.
     *
     * @param kind {@code n}, or {@code f} if it frees the object
     * @param more stands in the trailer
     */
    private byte[] updated(String object, int number, String kind, String more) {
        String text = new String(sealed, StandardCharsets.ISO_8859_1);
        Matcher start = Pattern.compile("startxref\\n(\\d+)\\n%%EOF\\n$").matcher(text);
        Matcher trailer = Pattern.compile("trailer\\n<<(.*)>>\\nstartxref", Pattern.DOTALL)
                .matcher(text);
        assertThat(start.find() && trailer.find()).isTrue();
        int xref = sealed.length + object.length();
        String update = object
                + "xref\n%d 1\n%010d 00000 %s \ntrailer\n<<%s/Prev %s%s>>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(
                                number,
                                kind.equals("n") ? sealed.length : 0,
                                kind,
                                trailer.group(1).replaceFirst("/Size \\d+", "/Size 1000"),
                                start.group(1),
                                more,
                                xref);
        return (text + update).getBytes(StandardCharsets.ISO_8859_1);
    }
}
