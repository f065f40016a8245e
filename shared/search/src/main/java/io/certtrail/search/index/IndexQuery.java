package io.certtrail.search.index;

import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Column;
import io.certtrail.domain.audit.TextQuery.Clause;
import io.certtrail.domain.audit.TimeRange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * A question as an index takes it, all but its range of time: that is a range of documents. Immutable.
 *
 * @param isExact whether an index finds what matches and nothing else; if not, it finds some more
 */
record IndexQuery(AuditQuery query, boolean isExact) {
    static IndexQuery of(AuditQuery query) {
        boolean isExact = query.text() == null
                || query.text().clauses().stream()
                        .noneMatch(clause -> clause instanceof Clause.Field field && Fields.isHashed(field.column()));
        return new IndexQuery(query, isExact);
    }

    /** The question to the documents of one index. */
    Query on(LeafReader reader) throws IOException {
        List<Query> all = new ArrayList<>();
        occurred(query.occurred(), all);
        if (!query.actions().names().isEmpty() || !query.actions().prefixes().isEmpty()) {
            all.add(actions(reader));
        }
        if (!query.severities().isEmpty()) {
            all.add(any(
                    Column.SEVERITY,
                    query.severities().stream().map(severity -> severity.text()).toList()));
        }
        if (query.actorType() != null) {
            all.add(equal(Column.ACTOR_TYPE, query.actorType().text()));
        }
        if (query.actor() != null) {
            all.add(equal(Column.ACTOR, query.actor()));
        }
        if (query.resource() != null) {
            all.add(equal(Column.RESOURCE, query.resource()));
        }
        if (query.text() != null) {
            query.text().clauses().forEach(clause -> all.add(clause(clause)));
        }
        return all(all);
    }

    private static Query all(List<Query> queries) {
        if (queries.isEmpty()) {
            return MatchAllDocsQuery.INSTANCE;
        }
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        queries.forEach(query -> all.add(query, Occur.FILTER));
        return all.build();
    }

    private static Query clause(Clause clause) {
        return switch (clause) {
            case Clause.Word(String word) -> new TermQuery(new Term(Fields.WORDS, word));
            case Clause.Prefix(String prefix) -> new PrefixQuery(new Term(Fields.WORDS, prefix));
            case Clause.Phrase(List<String> words) -> new PhraseQuery(Fields.WORDS, words.toArray(String[]::new));
            case Clause.Field(Column column, String value, boolean prefix) ->
                Fields.isHashed(column)
                        ? hashed(column, value)
                        : prefix ? new PrefixQuery(new Term(Fields.of(column), value)) : folded(column, value);
        };
    }

    private static Query equal(Column column, String value) {
        return new TermQuery(new Term(Fields.of(column), Terms.ofValue(value)));
    }

    private static Query any(Column column, List<String> values) {
        return new TermInSetQuery(
                Fields.of(column),
                values.stream().map(value -> new BytesRef(Terms.ofValue(value))).toList());
    }

    private static Query folded(Column column, String value) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.of(column), Terms.ofFolded(value))), Occur.SHOULD)
                .add(new PrefixQuery(new Term(Fields.of(column), Terms.withExact(value))), Occur.SHOULD)
                .build();
    }

    private static Query hashed(Column column, String value) {
        int hash = Terms.hash(value);
        return new ValueQuery(column.text() + " hashes to " + hash, reader -> {
            NumericDocValues hashes = DocValues.getNumeric(reader, Fields.of(column));
            return document -> hashes.advanceExact(document) && hashes.longValue() == hash;
        });
    }

    /** There are few actions: each is held against the filter. */
    private Query actions(LeafReader reader) throws IOException {
        List<BytesRef> found = new ArrayList<>();
        org.apache.lucene.index.Terms actions = reader.terms(Fields.of(Column.ACTION));
        if (actions != null) {
            TermsEnum each = actions.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                if (query.actions().matches(Terms.value(term.utf8ToString()))) {
                    found.add(BytesRef.deepCopyOf(term));
                }
            }
        }
        return found.isEmpty()
                ? new MatchNoDocsQuery("no such action")
                : new TermInSetQuery(Fields.of(Column.ACTION), found);
    }

    private static void occurred(TimeRange range, List<Query> all) {
        Instant from = range.from();
        Instant to = range.to();
        if (from == null && to == null) {
            return;
        }
        // An entry's times have whole milliseconds, a question's need not.
        long first = from == null ? Long.MIN_VALUE : ceilMillis(from);
        long end = to == null ? Long.MAX_VALUE : ceilMillis(to);
        all.add(new ValueQuery("occurred from %d to %d".formatted(first, end), reader -> {
            NumericDocValues times = DocValues.getNumeric(reader, Fields.TIME);
            NumericDocValues ages = DocValues.getNumeric(reader, Fields.AGE);
            return document -> {
                boolean _ = times.advanceExact(document);
                boolean _ = ages.advanceExact(document);
                long occurred = times.longValue() - ages.longValue();
                return first <= occurred && occurred < end;
            };
        }));
    }

    /** The first whole millisecond that is not before a time. */
    static long ceilMillis(Instant time) {
        long millis = time.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    }
}
