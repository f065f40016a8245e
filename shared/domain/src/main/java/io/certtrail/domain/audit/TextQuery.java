package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code q} asks for: every clause must hold. The single definition of a match: an index must find the same.
 *
 * @param clauses at least one
 */
public record TextQuery(List<Clause> clauses) {
    /** How long a text may be, in chars. */
    public static final int MAX_CHARS = 1_000;

    /** How many words and values it may ask for. */
    public static final int MAX_TERMS = 64;

    /** How long a single word or value may be once folded, in chars. */
    public static final int MAX_TERM_CHARS = 256;

    public TextQuery {
        clauses = List.copyOf(clauses);
        if (clauses.isEmpty()) {
            throw new IllegalArgumentException("a query of no clause asks nothing");
        }
    }

    /** One thing that is asked for. Every text is folded as {@link Words} does. */
    public sealed interface Clause {
        /** A word stands somewhere in the entry's texts ({@link EntryWords}). */
        record Word(String word) implements Clause {}

        /** A word that begins so stands there. */
        record Prefix(String prefix) implements Clause {}

        /**
         * The words stand there next to each other in one text, in this order.
         *
         * @param words two or more
         */
        record Phrase(List<String> words) implements Clause {
            public Phrase {
                words = List.copyOf(words);
            }
        }

        /**
         * A column has a value.
         *
         * @param value all of it, or with {@code prefix} its beginning
         */
        record Field(Column column, String value, boolean prefix) implements Clause {}
    }

    /**
     * Reads a query: words, {@code "phrases"}, {@code field:value} and {@code field:"a value"}; a trailing asterisk means
     * a beginning, and the last word is one anyway.
     *
     * @throws TextQueryException if it can't be read, with the place
     */
    public static TextQuery parse(String text) {
        return new TextQueryParser(text).parse();
    }

    public boolean matches(Entry entry) {
        for (Clause clause : clauses) {
            if (clause instanceof Clause.Field field && !matches(field, entry)) {
                return false;
            }
        }
        TextHits hits = new TextHits(clauses);
        if (hits.isAll()) {
            return true;
        }
        EntryWords.each(entry, hits);
        return hits.isAll();
    }

    private static boolean matches(Clause.Field field, Entry entry) {
        for (String value : field.column().values(entry)) {
            String folded = Words.fold(value);
            if (field.prefix() ? folded.startsWith(field.value()) : folded.equals(field.value())) {
                return true;
            }
        }
        return false;
    }

    /** Two texts that give the same ask the same. */
    Json canonical() {
        return new Json.Arr(clauses.stream().map(TextQuery::canonical).toList());
    }

    private static Json canonical(Clause clause) {
        return switch (clause) {
            case Clause.Word(String word) -> Json.obj().put("word", word).build();
            case Clause.Prefix(String prefix) ->
                Json.obj().put("prefix", prefix).build();
            case Clause.Phrase(List<String> words) ->
                Json.obj()
                        .put("phrase", words.stream().collect(Collectors.joining(" ")))
                        .build();
            case Clause.Field(Column column, String value, boolean prefix) ->
                Json.obj()
                        .put("field", column.text())
                        .put(prefix ? "prefix" : "value", value)
                        .build();
        };
    }
}
