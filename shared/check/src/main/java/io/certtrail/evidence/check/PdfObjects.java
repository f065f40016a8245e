package io.certtrail.evidence.check;

import io.certtrail.evidence.check.PdfParser.SyntaxException;
import io.certtrail.evidence.check.PdfValue.Dict;
import io.certtrail.evidence.check.PdfValue.Ref;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a document as they stand in one of its revisions.
 *
 * @param places of the objects by their numbers; 0 for those that are free
 * @param end of the revision
 */
record PdfObjects(PdfBytes bytes, Map<Integer, Long> places, long end) {
    private static final int MOST_STEPS = 10;

    /**
     * An object.
     *
     * @param stream where its stream's bytes begin; -1 if it is none
     * @param end behind it; of one with a stream that is not known here
     */
    record Obj(PdfValue value, long stream, long end) {
        /** Whether both are the same value; streams are not compared, so of them none is the same. */
        boolean isSame(Obj other) {
            return stream < 0 && other.stream < 0 && value.equals(other.value);
        }
    }

    Obj object(int number) throws IOException {
        long place = places.getOrDefault(number, 0L);
        if (place == 0) {
            return new Obj(new PdfValue.Word("null"), -1, 0);
        }
        PdfParser parser = new PdfParser(bytes, place, end);
        if (parser.number() != number || parser.number() != 0) {
            throw new SyntaxException("expected object " + number, place);
        }
        parser.keyword("obj");
        PdfValue value = parser.value();
        String then = parser.word();
        if (then.equals("endobj")) {
            return new Obj(value, -1, parser.place());
        }
        if (!then.equals("stream") || !(value instanceof Dict)) {
            throw new SyntaxException("expected endobj", parser.place());
        }
        long stream = parser.place();
        stream += bytes.at(stream) == '\r' ? 1 : 0;
        if (bytes.at(stream) != '\n') {
            throw new SyntaxException("expected a line end", stream);
        }
        return new Obj(value, stream + 1, stream + 1);
    }

    /** The value, or what it refers to. */
    PdfValue resolved(@Nullable PdfValue value) throws IOException {
        PdfValue found = value == null ? new PdfValue.Word("null") : value;
        for (int i = 0; found instanceof Ref(int number); i++) {
            if (i == MOST_STEPS) {
                throw new SyntaxException("expected no more references", places.getOrDefault(number, 0L));
            }
            found = object(number).value();
        }
        return found;
    }

    /** The dictionary that it is or refers to; an empty one if it is none. */
    Dict dictionary(@Nullable PdfValue value) throws IOException {
        return resolved(value) instanceof Dict dictionary ? dictionary : Dict.EMPTY;
    }

    List<PdfValue> list(@Nullable PdfValue value) throws IOException {
        return resolved(value) instanceof PdfValue.Arr(List<PdfValue> values) ? values : List.of();
    }

    /** The whole number that it is or refers to. */
    long number(@Nullable PdfValue value) throws IOException {
        if (resolved(value) instanceof PdfValue.Word(String text) && text.matches("[0-9]{1,15}")) {
            return Long.parseLong(text);
        }
        throw new SyntaxException("expected a number", -1);
    }
}
