package io.certtrail.search.index;

import io.certtrail.domain.audit.Column;
import io.certtrail.domain.audit.Facet;
import io.certtrail.ledger.entry.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/** An entry as Lucene takes it. Not thread-safe. */
final class EntryDocument {
    private static final FieldType WORDS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);
    private static final FieldType TERM = type(IndexOptions.DOCS, false);

    private final WordStream words = new WordStream();

    private static FieldType type(IndexOptions options, boolean tokenized) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(tokenized);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    List<IndexableField> of(Entry entry) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(new Field(Fields.WORDS, words.of(entry), WORDS));
        for (Column column : Column.values()) {
            List<String> values = column.values(entry);
            if (Fields.isHashed(column)) {
                values.forEach(value -> fields.add(new NumericDocValuesField(Fields.of(column), Terms.hash(value))));
            } else {
                new LinkedHashSet<>(values)
                        .forEach(value -> fields.add(new Field(Fields.of(column), Terms.ofValue(value), TERM)));
            }
        }
        for (Facet facet : Facet.values()) {
            fields.add(new SortedDocValuesField(Fields.of(facet), new BytesRef(facet.valueOf(entry))));
        }
        long time = entry.time().toEpochMilli();
        fields.add(new NumericDocValuesField(Fields.TIME, time));
        fields.add(new NumericDocValuesField(Fields.AGE, time - entry.occurred().toEpochMilli()));
        return fields;
    }
}
