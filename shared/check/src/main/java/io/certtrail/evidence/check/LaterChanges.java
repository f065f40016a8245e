package io.certtrail.evidence.check;

import io.certtrail.evidence.check.PdfParser.SyntaxException;
import io.certtrail.evidence.check.PdfValue.Dict;
import io.certtrail.evidence.check.PdfValue.Ref;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the document as it stands with what was sealed, and lets pass what a signature needs, by name: everything else is
 * a change. What an update adds is shown by nobody unless something that was sealed is changed to refer to it.
 */
final class LaterChanges {
    private static final Set<String> OF_CATALOG = Set.of("AcroForm", "DSS", "Extensions", "Metadata", "Version");
    private static final Set<String> OF_FORM = Set.of("Fields", "SigFlags", "DR", "DA");
    private static final Set<String> OF_SIGNATURE_FIELD = Set.of("V", "AP", "F", "M", "MK");
    private static final Set<String> OF_NEW_FIELD = Set.of(
            "Type",
            "Subtype",
            "FT",
            "T",
            "V",
            "F",
            "Ff",
            "P",
            "Rect",
            "AP",
            "M",
            "MK",
            "TU",
            "Lock",
            "SV",
            "DA",
            "StructParent",
            "ALT",
            "Alt",
            "DR",
            "Border",
            "BS",
            "H",
            "NM");
    private static final String METADATA =
            "the document's properties (its metadata) were written anew; they are no evidence";
    private static final int MOST_PAGES = 100_000;
    private static final int MOST_FIELDS = 1_000;

    private final SealedRevision seal;
    private final PdfObjects before;
    private final PdfObjects now;
    private final List<PdfSection> later;
    private final PdfSection last;
    private final Map<Integer, Integer> pages = new HashMap<>();
    private final Set<Integer> added = new HashSet<>();
    private final Set<String> others = new TreeSet<>();
    private Dict form = Dict.EMPTY;
    private @Nullable SignedFields signed;
    private final Set<Integer> nodes = new HashSet<>();
    private final Set<Integer> shown = new HashSet<>();
    private final Set<PdfValue> sealedFields = new HashSet<>();

    LaterChanges(SealedRevision seal, List<PdfSection> later, long size) {
        this.seal = seal;
        before = seal.objects();
        now = new PdfObjects(before.bytes(), LaterRevisions.places(seal.section(), later), size);
        this.later = later;
        last = later.getLast();
    }

    PdfObjects now() {
        return now;
    }

    /** The fields of the form as it stands. */
    List<PdfValue> fields() throws IOException {
        return now.list(form.get("Fields"));
    }

    /** Whether the field was there when the document was sealed. */
    boolean isNew(PdfValue field) {
        return field instanceof Ref(int number) && added.contains(number);
    }

    /** What was added that changes nothing, in words; ends at the first thing that does. */
    Set<String> check() throws IOException {
        try {
            Object root = seal.section().trailer().get("Root");
            require(root != null && root.equals(last.trailer().get("Root")), "the trailer", "another /Root");
            Dict catalog = now.dictionary(last.trailer().get("Root"));
            same("the document's catalog", seal.catalog(), catalog, OF_CATALOG);
            form(catalog);
            pages(seal.catalog().get("Pages"), 0);
            objects(catalog);
            signed = signedFields();
            said(catalog);
            return others;
        } catch (SyntaxException e) {
            throw changed("what stands behind the sealed revision", String.valueOf(e.getMessage()));
        }
    }

    private void form(Dict catalog) throws IOException {
        Dict sealed = before.dictionary(seal.catalog().get("AcroForm"));
        form = now.dictionary(catalog.get("AcroForm"));
        same("the document's form", sealed, form, OF_FORM);
        List<PdfValue> old = before.list(sealed.get("Fields"));
        List<PdfValue> fields = fields();
        boolean isLonger =
                fields.size() >= old.size() && fields.subList(0, old.size()).equals(old);
        require(isLonger && new HashSet<>(fields).size() == fields.size(), "the fields of the form", "others");
        require(fields.size() <= old.size() + MOST_FIELDS, "the fields of the form", "too many");
        sealedFields.addAll(old);
        Set<String> named = new HashSet<>();
        for (PdfValue field : old) {
            named.add(name(before.dictionary(field)));
        }
        for (PdfValue field : fields.subList(old.size(), fields.size())) {
            int number = field instanceof Ref(int one) ? one : 0;
            require(number > 0 && !isSealed(number) && added.add(number), "the fields of the form", "another one");
            Dict found = now.object(number).value() instanceof Dict dictionary ? dictionary : Dict.EMPTY;
            require(found.is("FT", "Sig"), "the fields of the form", "one that was added and is no signature");
            require(named.add(name(found)), "the fields of the form", "another one named " + name(found));
            Set<String> names = new TreeSet<>(found.members().keySet());
            names.removeAll(OF_NEW_FIELD);
            require(names.isEmpty(), "the fields of the form", "a signature that was added, with more to it: " + names);
        }
    }

    private boolean isSealed(int number) {
        return before.places().getOrDefault(number, 0L) != 0;
    }

    private void pages(@Nullable PdfValue node, int depth) throws IOException {
        if (depth > 50 || nodes.size() == MOST_PAGES || !(node instanceof Ref(int number)) || !nodes.add(number)) {
            throw new SyntaxException("expected a tree of pages", -1);
        }
        Dict found = before.dictionary(node);
        if (found.is("Type", "Page")) {
            pages.put(number, pages.size() + 1);
        } else {
            for (PdfValue kid : before.list(found.get("Kids"))) {
                pages(kid, depth + 1);
            }
        }
    }

    /** Holds each object that was sealed and is named again against what it was. */
    private void objects(Dict catalog) throws IOException {
        for (int number : new TreeSet<>(now.places().keySet())) {
            long place = now.places().getOrDefault(number, 0L);
            if (isSealed(number) && place != before.places().getOrDefault(number, 0L)) {
                object(number, catalog);
            }
            // Nothing that was sealed refers to a number that was not there: so it can't come to refer to something
            // now.
            boolean isKnown =
                    isSealed(number) || number >= seal.section().places().size();
            require(isKnown || place == 0, "object " + number, "one that was not there");
        }
    }

    private void said(Dict catalog) {
        if (!Objects.equals(seal.section().trailer().get("Info"), last.trailer().get("Info"))) {
            others.add("other properties of the document; they are no evidence");
        }
        if (catalog.get("DSS") != null) {
            others.add("data to validate signatures with (DSS)");
        }
        if (!Objects.equals(seal.catalog().get("Metadata"), catalog.get("Metadata"))) {
            others.add(METADATA);
        }
        for (String name : List.of("Version", "Extensions")) {
            if (!Objects.equals(seal.catalog().get(name), catalog.get(name))) {
                others.add("another /" + name + " of PDF in the catalog, which readers may follow");
            }
        }
    }

    private SignedFields signedFields() throws IOException {
        Set<Integer> apart = new HashSet<>(pages.keySet());
        references(apart, seal.section().trailer().get("Root"));
        references(apart, seal.catalog().get("AcroForm"));
        Set<Integer> fields = new HashSet<>();
        for (PdfValue field : fields()) {
            references(fields, field);
        }
        SignedFields found = new SignedFields(before, apart);
        for (PdfSection section : later) {
            found.follow(section, fields);
        }
        return found;
    }

    private static void references(Set<Integer> numbers, @Nullable PdfValue value) {
        if (value instanceof Ref(int number)) {
            numbers.add(number);
        }
    }

    private void object(int number, Dict catalog) throws IOException {
        Ref reference = new Ref(number);
        PdfObjects.Obj old = before.object(number);
        PdfObjects.Obj found = now.object(number);
        if (reference.equals(seal.section().trailer().get("Root")) || isForm(reference, catalog)) {
            return; // looked at already
        }
        if (reference.equals(seal.section().trailer().get("Info"))
                || reference.equals(seal.catalog().get("Metadata"))) {
            others.add(METADATA);
            return;
        }
        Integer page = pages.get(number);
        Dict was = old.value() instanceof Dict dictionary ? dictionary : Dict.EMPTY;
        Dict is = found.value() instanceof Dict dictionary ? dictionary : Dict.EMPTY;
        boolean isStream = old.stream() >= 0 || found.stream() >= 0;
        if (page != null && !isStream) {
            page("page " + page, was, is);
        } else if (!isStream && isOpenSignature(reference, was)) {
            same("the signature field " + name(was), was, is, OF_SIGNATURE_FIELD);
        } else {
            require(!isStream && old.value().equals(found.value()), what(number, was), "another one");
        }
    }

    private boolean isForm(Ref reference, Dict catalog) {
        return reference.equals(seal.catalog().get("AcroForm")) && reference.equals(catalog.get("AcroForm"));
    }

    /** Whether it is the field that was sealed for the customer to sign in. */
    private boolean isOpenSignature(Ref reference, Dict was) {
        return was.is("FT", "Sig") && was.get("V") == null && sealedFields.contains(reference);
    }

    private void page(String place, Dict was, Dict is) throws IOException {
        same(place, was, is, Set.of("Annots"));
        List<PdfValue> old = before.list(was.get("Annots"));
        List<PdfValue> annotations = now.list(is.get("Annots"));
        require(
                annotations.size() >= old.size()
                        && annotations.subList(0, old.size()).equals(old)
                        && new HashSet<>(annotations).size() == annotations.size(),
                "the notes on " + place,
                "others");
        for (PdfValue one : annotations.subList(old.size(), annotations.size())) {
            Dict found = now.dictionary(one);
            require(isNew(one) && found.is("Subtype", "Widget"), "the notes on " + place, "one that is no signature");
            require(
                    one instanceof Ref(int number) && shown.add(number),
                    "the notes on " + place,
                    "one of another page");
            require(isInvisible(found), "the signatures on " + place, "one that covers a part of the page");
        }
    }

    /** A rectangle without width and height shows nothing. */
    private static boolean isInvisible(Dict widget) {
        List<PdfValue> corners = widget.get("Rect") instanceof PdfValue.Arr(List<PdfValue> values) ? values : List.of();
        return corners.size() == 4 && (same(corners.get(0), corners.get(2)) && same(corners.get(1), corners.get(3)));
    }

    private static boolean same(PdfValue one, PdfValue other) {
        return one instanceof PdfValue.Word(String left)
                && other instanceof PdfValue.Word(String right)
                && left.matches("-?[0-9]{1,6}(\\.[0-9]{1,6})?")
                && right.matches("-?[0-9]{1,6}(\\.[0-9]{1,6})?")
                && Float.parseFloat(left) == Float.parseFloat(right);
    }

    /** What a field is called, which is one name in either of the encodings that a text may have (ISO 32000-1 §7.9.2.2). */
    static String name(Dict field) {
        if (!(field.get("T") instanceof PdfValue.Str(String name))) {
            return "without a name";
        }
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return name.startsWith("\u00fe\u00ff")
                ? new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE)
                : name;
    }

    private static String what(int number, Dict was) {
        return "object " + number + (was.get("Type") instanceof PdfValue.Name(String type) ? " (" + type + ")" : "");
    }

    private static void same(String place, Dict was, Dict is, Set<String> but) {
        Set<String> names = new TreeSet<>(was.members().keySet());
        names.addAll(is.members().keySet());
        names.removeAll(but);
        for (String name : names) {
            require(Objects.equals(was.get(name), is.get(name)), place, "another /" + name);
        }
    }

    private static void require(boolean holds, String place, String found) {
        if (!holds) {
            throw changed(place, found);
        }
    }

    static BundleFaultException changed(String place, String found) {
        return new BundleFaultException(BundleFault.CHANGED_AFTER_SEAL, place, "as it was sealed", found);
    }

    /** The signatures behind the seal, each of them verified; says too what stands behind the last one. */
    BundleReport.Later signatures() throws IOException {
        List<BundleReport.Signed> signatures = new ArrayList<>();
        Set<Long> ends = new HashSet<>();
        long covered = seal.range().end();
        for (PdfValue field : fields()) {
            Dict found = now.dictionary(field);
            boolean isSeal = found.get("V") != null
                    && found.get("V").equals(before.dictionary(field).get("V"));
            if (found.is("FT", "Sig") && found.get("V") != null && !isSeal) {
                LaterSignature one = LaterSignature.read(
                        name(found),
                        now.dictionary(found.get("V")),
                        now,
                        seal.range().end(),
                        signing(field));
                BundleFaultException.require(
                        ends.add(one.range().end()),
                        BundleFault.LATER_SIGNATURE,
                        "the signature in " + name(found),
                        "one signature in an update",
                        "another one to the same byte");
                signatures.add(one.signed());
                covered = Math.max(covered, one.range().end());
            }
        }
        if (covered < last.eof()) {
            others.add("behind the last signature stands more, which nobody signed");
        }
        return new BundleReport.Later(signatures, List.copyOf(others));
    }

    private PdfSection signing(PdfValue field) {
        Optional<PdfSection> update =
                field instanceof Ref(int number) && signed != null ? signed.signing(number) : Optional.empty();
        return update.orElseThrow(
                () -> changed("the fields of the form", "one that is signed and that no update names"));
    }
}
