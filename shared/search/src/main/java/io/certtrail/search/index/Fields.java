package io.certtrail.search.index;

import io.certtrail.domain.audit.Column;
import io.certtrail.domain.audit.Facet;

/** What the fields of an index are called. A document's number is its entry's place after the index's first one. */
final class Fields {
    /** The words of {@code q}, with their positions. */
    static final String WORDS = "words";

    /** The entry's time, milliseconds since 1970; never less than the document's before. */
    static final String TIME = "time";

    /** How many milliseconds before its time the entry occurred; less than none if it says later. */
    static final String AGE = "age";

    private Fields() {}

    /** The terms of a column, or of {@link Column#ID} and {@link Column#TRACE} a hash of its value. */
    static String of(Column column) {
        return "column-" + column.text();
    }

    static String of(Facet facet) {
        return "facet-" + facet.text();
    }

    /** Whether a column has a hash of its value instead of terms: most values stand once, and would be most of an index. */
    static boolean isHashed(Column column) {
        return column == Column.ID || column == Column.TRACE;
    }
}
