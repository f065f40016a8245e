package io.certtrail.evidence.check;

import io.certtrail.evidence.check.PdfParser.SyntaxException;
import io.certtrail.evidence.check.PdfValue.Dict;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What one revision says where objects are: a cross-reference table and the trailer behind it (ISO 32000-1 §7.5.4 and
 * 7.5.5).
 *
 * @param xref where it stands
 * @param eof behind its {@code %%EOF}
 * @param end behind the line end that may follow
 * @param places of the objects by their numbers; 0 for those that it frees
 */
record PdfSection(long xref, long eof, long end, Map<Integer, Long> places, Dict trailer) {
    private static final int MOST_OBJECTS = 200_000;
    private static final int ENTRY = 20;

    /** Reads one that has to end before {@code limit}. */
    static PdfSection read(PdfBytes bytes, long xref, long limit) throws IOException {
        PdfParser parser = new PdfParser(bytes, xref, limit);
        parser.keyword("xref");
        parser.skip();
        Map<Integer, Long> places = new HashMap<>();
        long at = parser.place();
        while (bytes.at(at) != 't') {
            parser = new PdfParser(bytes, at, limit);
            long first = parser.number();
            long count = parser.number();
            parser.skip();
            at = parser.place();
            if (first + count > MOST_OBJECTS) {
                throw new SyntaxException("expected fewer objects", at);
            }
            for (long i = 0; i < count; i++, at += ENTRY) {
                entry(bytes, at, limit, (int) (first + i), places);
            }
        }
        parser = new PdfParser(bytes, at, limit);
        parser.keyword("trailer");
        if (!(parser.value() instanceof Dict trailer)) {
            throw new SyntaxException("expected a dictionary", at);
        }
        parser.keyword("startxref");
        long start = parser.number();
        at = parser.place();
        while (PdfParser.isSpace(bytes.at(at))) {
            at++;
        }
        if (start != xref || !bytes.startsWith(at, "%%EOF")) {
            throw new SyntaxException("expected startxref " + xref + " and %%EOF", at);
        }
        long eof = at + 5;
        long end = eof + (bytes.at(eof) == '\r' ? 1 : 0);
        end += bytes.at(end) == '\n' ? 1 : 0;
        return new PdfSection(xref, eof, end, places, trailer);
    }

    private static void entry(PdfBytes bytes, long at, long limit, int number, Map<Integer, Long> places)
            throws IOException {
        String line = at + ENTRY <= limit ? bytes.text(at, ENTRY) : "";
        if (!line.matches("[0-9]{10} [0-9]{5} [nf]( \\n| \\r|\\r\\n)")) {
            throw new SyntaxException("expected a line of the table", at);
        }
        boolean isUsed = line.charAt(17) == 'n';
        if (isUsed && !line.startsWith("00000", 11)) {
            throw new SyntaxException("expected generation 0", at);
        }
        if (places.put(number, isUsed ? Long.parseLong(line.substring(0, 10)) : 0L) != null) {
            throw new SyntaxException("expected object " + number + " once", at);
        }
    }
}
