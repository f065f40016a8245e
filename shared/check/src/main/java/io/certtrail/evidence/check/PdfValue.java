package io.certtrail.evidence.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of PDF (ISO 32000-1 §7.3). Equal if they mean the same. */
sealed interface PdfValue {
    /** {@code true}, {@code false}, {@code null} or a number, as it is written. */
    record Word(String text) implements PdfValue {}

    /** A string's bytes, each as one character. */
    record Str(String bytes) implements PdfValue {}

    record Name(String text) implements PdfValue {}

    record Arr(List<PdfValue> values) implements PdfValue {
        public Arr {
            values = List.copyOf(values);
        }
    }

    record Dict(Map<String, PdfValue> members) implements PdfValue {
        static final Dict EMPTY = new Dict(Map.of());

        public Dict {
            members = Map.copyOf(members);
        }

        @Nullable
        PdfValue get(String name) {
            return members.get(name);
        }

        boolean is(String name, String value) {
            return new Name(value).equals(members.get(name));
        }
    }

    record Ref(int number) implements PdfValue {}
}
