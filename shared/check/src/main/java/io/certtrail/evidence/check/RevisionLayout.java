package io.certtrail.evidence.check;

import io.certtrail.evidence.check.PdfObjects.Obj;
import io.certtrail.evidence.check.PdfParser.SyntaxException;
import io.certtrail.evidence.check.PdfValue.Dict;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a revision are the objects that its table names, one behind the other, the table and the trailer. So readers
 * that build a table of their own, from what looks like an object, find the same objects; and to read each of them once takes
 * no longer than to read the file.
 */
final class RevisionLayout {
    private static final int MOST_GAP = 1024;
    private static final int MOST_TABLE = 12 << 20;
    private static final String END_OF_STREAM = "endstream";

    private final PdfObjects now;
    private final PdfSection section;

    /** @param places of all objects, as they are behind this revision */
    RevisionLayout(PdfBytes bytes, Map<Integer, Long> places, PdfSection section) {
        now = new PdfObjects(bytes, places, section.xref());
        this.section = section;
    }

    /** @param begin behind the revision before it */
    void check(long begin) throws IOException {
        List<Map.Entry<Integer, Long>> objects = section.places().entrySet().stream()
                .filter(one -> one.getValue() != 0)
                .sorted(Map.Entry.comparingByValue())
                .toList();
        long at = begin;
        for (Map.Entry<Integer, Long> one : objects) {
            gap(at, one.getValue());
            at = end(now.object(one.getKey()));
        }
        gap(at, section.xref());
        expect(section.eof() - section.xref() <= MOST_TABLE, "a shorter table", section.xref());
        String table = now.bytes().text(section.xref(), (int) (section.eof() - section.xref()));
        expect(!table.contains(" obj"), "a table and a trailer", section.xref());
        long size = now.number(section.trailer().get("Size"));
        for (int number : now.places().keySet()) {
            expect(number < size, "a /Size above all numbers of objects", section.xref());
        }
    }

    /** Between objects stands white space, and perhaps a comment that no reader takes for an object. */
    private void gap(long from, long to) throws IOException {
        expect(to >= from && to - from <= MOST_GAP, "objects one behind the other", to);
        String gap = now.bytes().text(from, (int) (to - from));
        boolean isHarmless = !gap.contains("obj") && !gap.contains("trailer") && !gap.contains("xref");
        expect(
                isHarmless && gap.matches("([\\s\\x00]++|%[^\\r\\n]*+[\\r\\n])*+"),
                "no bytes but those of objects",
                from);
    }

    private long end(Obj object) throws IOException {
        if (object.stream() < 0) {
            return object.end();
        }
        Dict head = (Dict) object.value();
        expect(!head.is("Type", "ObjStm") && !head.is("Type", "XRef"), "no objects within a stream", object.stream());
        long at = object.stream() + now.number(head.get("Length"));
        while (PdfParser.isSpace(now.bytes().at(at))) {
            at++;
        }
        expect(now.bytes().startsWith(at, END_OF_STREAM), "the end of a stream", at);
        PdfParser parser = new PdfParser(now.bytes(), at + END_OF_STREAM.length(), section.xref());
        parser.keyword("endobj");
        return parser.place();
    }

    private static void expect(boolean holds, String expected, long place) throws SyntaxException {
        if (!holds) {
            throw new SyntaxException("expected " + expected, place);
        }
    }
}
