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
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.Rectangle;

/** Updates by somebody who wants readers to show what was neither sealed nor signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileUpdatesTest {
    private static final String FIELD = "customer-signature";
    private static final String PLACE = "the signature field " + FIELD;
    private static final Rectangle NOWHERE = new Rectangle(0, 0, 0, 0);

    private final Bench bench = new Bench(12);
    private final byte[] sealed =
            bench.make(Format.PDF, ExportFilter.NONE, "auditor", null).file();
    private final Customer customer = new Customer();

    @TempDir
    Path folder;

    private BundleVerdict check(Update update) {
        return check(update.bytes());
    }

    private BundleVerdict check(byte[] file) {
        return new Checking(folder, Checking.trust(bench)).bundle(file);
    }

    private void isChange(Update update, String place) {
        assertThat(finding(check(update)))
                .satisfies(found -> assertThat(found.fault()).isEqualTo(BundleFault.CHANGED_AFTER_SEAL))
                .satisfies(found -> assertThat(found.place()).isEqualTo(place));
    }

    private static int reference(String value, String pattern) {
        Matcher found = Pattern.compile(pattern + " ?(\\d+) 0 R").matcher(value);
        assertThat(found.find()).as(value).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void aSignedFieldKeepsItsAppearanceAndItsSignature() throws IOException {
        byte[] signed = customer.signed(sealed, FIELD);
        int field = new Update(signed).numberOf("(" + FIELD + ")");
        String value = new Update(signed).value(field);
        int shown = reference(value, "/AP<</N");
        int signature = reference(value, "/V");

        Update other = new Update(signed);
        isChange(
                other.object(field, value.replace("/AP<</N " + shown, "/AP<</N 900"))
                        .appearance(900),
                PLACE);
        isChange(new Update(signed).appearance(shown), PLACE);
        String words = new Update(signed).value(signature).replaceFirst("<<", "<</Reason(void)");
        isChange(new Update(signed).object(signature, words), PLACE);
        assertThat(report(check(new Update(signed).object(field, value)))
                        .later()
                        .signatures())
                .hasSize(1);
    }

    /** What a signature's appearance is made of stands as it did, however deep it lies and wherever it was first named. */
    @Test
    void aSignedFieldKeepsWhatItsAppearanceIsMadeOf() throws IOException {
        byte[] signed = customer.signed(sealed, FIELD);
        Update update = new Update(signed);
        String field = update.value(update.numberOf("(" + FIELD + ")"));
        int inner = reference(update.value(reference(field, "/AP<</N")), "/XObject<</[A-Za-z0-9]+");

        isChange(new Update(signed).appearance(inner), PLACE);
    }

    @Test
    void anUnsignedFieldKeepsItsAppearance() {
        Update update = new Update(sealed);
        int field = update.numberOf("(" + FIELD + ")");
        String value = update.value(field).replaceFirst("/AP<<.*?>>", "");
        update.object(field, value.replaceFirst("<<", "<</AP<</N 900 0 R>>")).appearance(900);

        isChange(update, PLACE);
    }

    /** The signature is valid, and says nothing of the field in which it is shown. */
    @Test
    void aSignatureCanNotBeShownInAnotherField() throws IOException {
        byte[] signed = customer.signed(sealed, "another", NOWHERE, (reader, stamper) -> {});
        Update update = new Update(signed);
        int signature = reference(update.value(update.numberOf("(another)")), "/V");
        int field = update.numberOf("(" + FIELD + ")");
        String value = update.value(field).replaceFirst("/AP<<.*?>>", "");
        update.object(field, value.replaceFirst("<<", "<</V " + signature + " 0 R/AP<</N 900 0 R>>"))
                .appearance(900);

        assertThat(finding(check(update)).fault()).isEqualTo(BundleFault.LATER_SIGNATURE);
    }

    private Update withFields(String value, int count) {
        Update update = new Update(sealed).size(5_000);
        int form = update.numberOf("/Fields[");
        StringBuilder more = new StringBuilder();
        for (int number = 900; number < 900 + count; number++) {
            more.append(' ').append(number).append(" 0 R");
            update.object(number, value.formatted(number));
        }
        return update.object(form, update.value(form).replaceFirst("/Fields\\[(.*?)\\]", "/Fields[$1" + more + "]"));
    }

    @Test
    void fieldsThatAreAddedAreFewAndHaveNamesOfTheirOwn() {
        String form = "the fields of the form";

        assertThat(report(check(withFields("<</FT/Sig/T(field %d)>>", 2)))).isNotNull();
        isChange(withFields("<</FT/Sig/T(field %d)>>", 1_001), form);
        isChange(withFields("<</FT/Sig/T(" + FIELD + ")>>", 1), form);
        String wide = HexFormat.of().formatHex(FIELD.getBytes(StandardCharsets.UTF_16BE));
        isChange(withFields("<</FT/Sig/T<feff" + wide + ">>>", 1), form);
    }

    @Test
    void anotherVersionAndOtherPropertiesAreSaid() {
        Update update = new Update(sealed);
        int root = update.trailerReference("Root");
        String catalog = update.value(root).replaceFirst("/Metadata \\d+", "/Metadata 900");
        String now = catalog.replaceFirst("/Version ?/[0-9.]+", "").replaceFirst("<<", "<</Version/1.3/Extensions<<>>");
        update.object(root, now).object(900, "<</Type/Metadata/Subtype/XML/Length 4>>stream\n<x/>\nendstream");

        assertThat(report(check(update)).later().others())
                .anySatisfy(one -> assertThat(one).contains("metadata"))
                .anySatisfy(one -> assertThat(one).contains("Version"))
                .anySatisfy(one -> assertThat(one).contains("Extensions"));
    }

    @Test
    void whatNoTableNamesIsAChange() {
        String hidden = "6 0 obj\n<</Type/Page>>\nendobj\n";

        assertThat(report(check(new Update(sealed).object(900, "null")))).isNotNull();
        for (Update update : new Update[] {
            new Update(sealed).raw(hidden).object(900, "null"),
            new Update(sealed).object(900, "null").raw(hidden),
            new Update(sealed).object(900, "null").raw("% " + hidden),
            new Update(sealed).object(900, "null").size(1),
            new Update(sealed).object(900, "null").size(900),
            new Update(sealed).object(900, "<</Length 1>>stream\nx\n" + hidden + "endstream"),
            new Update(sealed).object(900, "<</Type/ObjStm/N 0/First 0/Length 0>>stream\n\nendstream")
        }) {
            assertThat(finding(check(update)).fault()).isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
        }
    }

    /** Or else one long object could be read as often as the table has lines. */
    @Test
    void objectsWithinObjectsAreAChange() {
        Update update =
                new Update(sealed).object(900, "(901 0 obj null endobj)").within(901, "901 0 obj");

        assertThat(finding(check(update)).fault()).isEqualTo(BundleFault.CHANGED_AFTER_SEAL);
    }

    @Test
    void aNoteThatStandsTwiceIsAChange() throws IOException {
        byte[] signed = customer.signed(sealed, "another", NOWHERE, (reader, stamper) -> {});
        Update update = new Update(signed);
        String page = update.value(6);
        int field = update.numberOf("(another)");
        String twice = page.replaceFirst("/Annots ?\\[(.*?)\\]", "/Annots[$1 " + field + " 0 R]");
        assertThat(twice).isNotEqualTo(page);

        isChange(update.object(6, twice), "the notes on page 1");
        int second = reference(update.value(update.numberOf("/Kids[6 0 R")), "/Kids\\[6 0 R");
        String next = update.value(second).replaceFirst("<<", "<</Annots[" + field + " 0 R]");
        assertThat(update.value(second)).contains("/Type/Page").doesNotContain("/Annots");
        isChange(new Update(signed).object(second, next), "the notes on page 2");
    }
}
