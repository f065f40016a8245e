package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleFaultException.require;

import io.certtrail.evidence.check.PdfParser.SyntaxException;
import io.certtrail.evidence.check.PdfValue.Dict;
import io.certtrail.evidence.check.PdfValue.Ref;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first revision of a PDF bundle, which CertTrail wrote and sealed: the one from which everything is taken, whatever was
 * added behind it.
 *
 * @param seal over all of it
 * @param section its objects
 * @param id in its trailer: the SHA-256 of the CSV, in hex
 */
record SealedRevision(
        SignedRange range, CmsSeal seal, PdfSection section, PdfObjects objects, Dict catalog, String id) {
    private static final String PLACE = "the seal";
    private static final String HEAD = "%PDF-1.7\n";
    /** The seal's dictionary is one of the first objects. */
    private static final int SEARCHED = 1 << 20;

    private static final Pattern RANGES =
            Pattern.compile("/ByteRange (\\[0 (\\d{1,10}) (\\d{1,10}) (\\d{1,10})\\] *)/");
    private static final Pattern END = Pattern.compile("startxref\\n(\\d{1,10})\\n%%EOF\\n$");

    /** Finds the seal, verifies it, and reads what it covers. */
    static SealedRevision read(PdfBytes bytes) throws IOException {
        require(bytes.startsWith(0, HEAD), BundleFault.NOT_A_BUNDLE, "the file's beginning", HEAD, bytes.text(0, 20));
        SignedRange range = range(bytes);
        String end = bytes.text(Math.max(0, range.end() - 40), 40);
        Matcher start = END.matcher(end);
        require(start.find(), BundleFault.SEAL_COVERAGE, PLACE, "the end of a revision where the seal ends", end);
        byte[] der = range.signature(bytes, true, BundleFault.SEAL_FORM, PLACE);
        CmsSeal seal = CmsSeal.verify(der, digest(range, bytes), BundleFault.SEAL, PLACE);
        try {
            return read(bytes, range, der, seal, Long.parseLong(start.group(1)));
        } catch (SyntaxException e) {
            throw new BundleFaultException(
                    BundleFault.FORM, "the sealed revision", "a PDF of CertTrail", String.valueOf(e.getMessage()));
        }
    }

    private static SignedRange range(PdfBytes bytes) throws IOException {
        String head = bytes.text(0, SEARCHED);
        Matcher ranges = RANGES.matcher(head);
        require(ranges.find(), BundleFault.NOT_A_BUNDLE, PLACE, "a signature dictionary", "none");
        require(
                head.indexOf("/ByteRange") == ranges.start(),
                BundleFault.SEAL_FORM,
                PLACE,
                "one /ByteRange",
                "another one before it");
        List<Long> numbers = new ArrayList<>(List.of(0L));
        for (int i = 2; i <= 4; i++) {
            numbers.add(Long.parseLong(ranges.group(i)));
        }
        return SignedRange.of(numbers, bytes, BundleFault.SEAL_COVERAGE, PLACE);
    }

    private static byte[] digest(SignedRange range, PdfBytes bytes) throws IOException {
        try (DigestInputStream in = new DigestInputStream(range.covered(bytes), Sha256.digest())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        }
    }

    private static SealedRevision read(PdfBytes bytes, SignedRange range, byte[] der, CmsSeal seal, long xref)
            throws IOException {
        PdfSection section = PdfSection.read(bytes, xref, range.end());
        PdfObjects objects = new PdfObjects(bytes, section.places(), range.end());
        Dict trailer = section.trailer();
        expect(
                section.end() == range.end() && trailer.members().keySet().equals(Set.of("Info", "ID", "Root", "Size")),
                "one revision, without encryption");
        expect(isComplete(section, objects.number(trailer.get("Size"))), "a table of all objects");
        new RevisionLayout(bytes, section.places(), section).check(0);
        Dict catalog = objects.dictionary(trailer.get("Root"));
        Dict signature =
                objects.dictionary(objects.dictionary(catalog.get("Perms")).get("DocMDP"));
        List<Long> numbers = new ArrayList<>();
        for (PdfValue number : objects.list(signature.get("ByteRange"))) {
            numbers.add(objects.number(number));
        }
        expect(
                numbers.equals(List.of(0L, range.from(), range.to(), range.end() - range.to()))
                        && signature.get("Contents") instanceof PdfValue.Str(String contents)
                        && contents.startsWith(new String(der, java.nio.charset.StandardCharsets.ISO_8859_1)),
                "the seal as the document's certification");
        List<PdfValue> ids = objects.list(trailer.get("ID"));
        expect(ids.size() == 2 && ids.getFirst().equals(ids.getLast()), "one id, twice");
        String id = ids.getFirst() instanceof PdfValue.Str(String one)
                ? HexFormat.of().formatHex(one.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                : "";
        return new SealedRevision(range, seal, section, objects, catalog, id);
    }

    private static boolean isComplete(PdfSection section, long size) {
        boolean isFirstFree = section.places().getOrDefault(0, -1L) == 0;
        boolean areOthersUsed =
                section.places().values().stream().filter(place -> place == 0).count() == 1;
        return section.places().size() == size
                && isFirstFree
                && areOthersUsed
                && section.places().keySet().stream().allMatch(number -> number < size);
    }

    /** Takes the attached files out. */
    void unpack(Unpacked unpacked) throws IOException {
        try {
            List<PdfValue> files = objects.list(catalog.get("AF"));
            requireNamedToo(files);
            for (PdfValue file : files) {
                unpack(objects.dictionary(file), unpacked);
            }
            unpacked.requireAll(false);
        } catch (SyntaxException e) {
            throw new BundleFaultException(
                    BundleFault.FORM, "the attached files", "a PDF of CertTrail", String.valueOf(e.getMessage()));
        }
    }

    /** What readers list as attached is the same: the tree of names. */
    private void requireNamedToo(List<PdfValue> files) throws IOException {
        Dict tree = objects.dictionary(objects.dictionary(catalog.get("Names")).get("EmbeddedFiles"));
        List<PdfValue> names = objects.list(tree.get("Names"));
        Set<PdfValue> named = new HashSet<>();
        for (int i = 1; i < names.size(); i += 2) {
            named.add(names.get(i));
        }
        expect(
                tree.members().keySet().equals(Set.of("Names"))
                        && named.size() * 2 == names.size()
                        && named.size() == files.size()
                        && named.equals(new HashSet<>(files)),
                "the same files in both lists of attachments");
    }

    private void unpack(Dict specification, Unpacked unpacked) throws IOException {
        Dict embedded = objects.dictionary(specification.get("EF"));
        if (!(specification.get("F") instanceof PdfValue.Str(String name))
                || !Objects.equals(specification.get("F"), specification.get("UF"))
                || !(embedded.get("F") instanceof Ref(int number))
                || !Objects.equals(embedded.get("F"), embedded.get("UF"))) {
            throw new BundleFaultException(
                    BundleFault.FORM, "the attached files", "one name and one content for each", "something else");
        }
        Member member = unpacked.member(name);
        expect(member != Member.README, "no README.txt in a PDF");
        PdfObjects.Obj stream = objects.object(number);
        Dict head = objects.dictionary(stream.value());
        expect(
                stream.stream() >= 0
                        && head.is("Filter", "FlateDecode")
                        && head.get("DecodeParms") == null
                        && head.get("F") == null,
                "deflated attachments");
        long length = objects.number(head.get("Length"));
        long to = stream.stream() + length;
        Unpacked.Taken taken = unpacked.take(member, objects.bytes().part(stream.stream(), to), true);
        long size = objects.number(objects.dictionary(head.get("Params")).get("Size"));
        expect(
                taken.packed() == length
                        && taken.size() == size
                        && to < range.end()
                        && objects.bytes().text(to, 11).matches("(?s)\\r?\\nendstream.?"),
                "attachments that are as long as they say");
    }

    private static void expect(boolean holds, String expected) {
        require(holds, BundleFault.FORM, "the sealed revision", expected, "something else");
    }
}
