package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleFaultException.require;

import io.certtrail.evidence.check.PdfParser.SyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind the sealed revision: incremental updates (ISO 32000-1 §7.5.6), each of which builds on the one before
 * and says where objects are only within itself; so nothing that was sealed can be read otherwise unless an update names it.
 */
final class LaterRevisions {
    private static final int MOST = 100;
    private static final int MOST_OBJECTS = 200_000;
    private static final int TAIL = 64;
    private static final String PLACE = "what stands behind the sealed revision";

    private final PdfBytes bytes;
    private final PdfSection sealed;

    private LaterRevisions(PdfBytes bytes, PdfSection sealed) {
        this.bytes = bytes;
        this.sealed = sealed;
    }

    /** The updates, oldest first; none if the file ends with the sealed revision. */
    static List<PdfSection> read(PdfBytes bytes, PdfSection sealed) throws IOException {
        if (bytes.size() == sealed.end()) {
            return List.of();
        }
        try {
            LaterRevisions later = new LaterRevisions(bytes, sealed);
            List<PdfSection> sections = later.chain();
            later.requireApart(sections);
            return sections;
        } catch (SyntaxException e) {
            throw changed("updates in a form that readers agree on", String.valueOf(e.getMessage()));
        }
    }

    private static BundleFaultException changed(String expected, String found) {
        return new BundleFaultException(BundleFault.CHANGED_AFTER_SEAL, PLACE, expected, found);
    }

    private List<PdfSection> chain() throws IOException {
        String tail = bytes.text(Math.max(sealed.end(), bytes.size() - TAIL), TAIL);
        int start = tail.lastIndexOf("startxref");
        if (start < 0 || !tail.stripTrailing().endsWith("%%EOF")) {
            throw changed("updates that end with startxref and %%EOF", bytes.size() - sealed.end() + " bytes");
        }
        long xref = new PdfParser(bytes, bytes.size() - tail.length() + start + 9L, bytes.size()).number();
        List<PdfSection> sections = new ArrayList<>();
        long limit = bytes.size();
        int objects = 0;
        while (xref != sealed.xref()) {
            if (xref < sealed.end() || xref >= limit || sections.size() == MOST) {
                throw changed("updates that build on what was sealed", "a table at byte " + xref);
            }
            if (!bytes.startsWith(xref, "xref")) {
                throw new UnreadableException("The seal holds for what it covers. Something was added behind it with a"
                        + " cross-reference stream (byte " + xref + "), which this program does not read.");
            }
            PdfSection section = PdfSection.read(bytes, xref, limit);
            sections.addFirst(section);
            objects += section.places().size();
            if (objects > MOST_OBJECTS) {
                throw changed("no more than " + MOST_OBJECTS + " objects", "more");
            }
            limit = xref;
            xref = previous(section);
        }
        return sections;
    }

    private static long previous(PdfSection section) {
        PdfValue previous = section.trailer().get("Prev");
        boolean isPlain =
                section.trailer().get("XRefStm") == null && section.trailer().get("Encrypt") == null;
        if (!isPlain || !(previous instanceof PdfValue.Word(String text)) || !text.matches("[0-9]{1,12}")) {
            throw changed("a trailer that names the table before it, and nothing that hides", "another one");
        }
        return Long.parseLong(((PdfValue.Word) previous).text());
    }

    private void requireApart(List<PdfSection> sections) throws IOException {
        long begin = sealed.end();
        Map<Integer, Long> places = new HashMap<>(sealed.places());
        for (PdfSection section : sections) {
            for (Map.Entry<Integer, Long> one : section.places().entrySet()) {
                long place = one.getValue();
                if (place != 0 && (place < begin || place >= section.xref())) {
                    throw changed("objects within their own update", "object " + one.getKey() + " at byte " + place);
                }
            }
            places.putAll(section.places());
            new RevisionLayout(bytes, places, section).check(begin);
            begin = section.end();
        }
        long rest = bytes.size() - begin;
        require(rest == 0, BundleFault.CHANGED_AFTER_SEAL, PLACE, "nothing behind the last update", rest + " bytes");
    }

    /** Where objects are after these updates. */
    static Map<Integer, Long> places(PdfSection sealed, List<PdfSection> later) {
        Map<Integer, Long> places = new HashMap<>(sealed.places());
        later.forEach(section -> places.putAll(section.places()));
        return places;
    }
}
