package io.certtrail.domain.audit;

import io.certtrail.domain.audit.TextQuery.Clause;
import io.certtrail.domain.problem.Found;
import io.certtrail.ledger.entry.EntryRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code q}, from left to right. Not thread-safe. */
final class TextQueryParser {
    private static final char QUOTE = '"';
    private static final char STAR = '*';

    /** What may be meant as a field's name: something else before a colon (a time, an IPv6 address) is text. */
    private static final Pattern FIELD = Pattern.compile("([\\p{L}_]+):");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String text;
    private final List<Clause> clauses = new ArrayList<>();
    private int at;
    private int terms;

    TextQueryParser(String text) {
        this.text = text;
    }

    TextQuery parse() {
        if (text.length() > TextQuery.MAX_CHARS) {
            throw new TextQueryException(
                    TextQuery.MAX_CHARS,
                    "expected at most %d characters, found %d".formatted(TextQuery.MAX_CHARS, text.length()));
        }
        skipSpace();
        while (at < text.length()) {
            if (text.charAt(at) == QUOTE) {
                phrase();
            } else {
                token();
            }
            skipSpace();
        }
        if (clauses.isEmpty()) {
            throw new TextQueryException(0, "expected a word of letters or digits, found none");
        }
        return new TextQuery(clauses);
    }

    private void phrase() {
        int start = at;
        List<String> words = Words.of(quoted());
        if (words.isEmpty()) {
            throw new TextQueryException(start, "expected a word of letters or digits in quotes, found none");
        }
        words.forEach(word -> requireShort(word, start));
        count(words.size(), start);
        clauses.add(words.size() == 1 ? new Clause.Word(words.getFirst()) : new Clause.Phrase(words));
    }

    /** The text in the quotes that begin here. */
    private String quoted() {
        int end = text.indexOf(QUOTE, at + 1);
        if (end < 0) {
            throw new TextQueryException(at, "expected a closing quote for this one, found none");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        if (at < text.length() && text.charAt(at) != QUOTE && !isSpace(text.charAt(at))) {
            throw new TextQueryException(at, "expected a space after a closing quote, found '" + text.charAt(at) + "'");
        }
        return inside;
    }

    private void token() {
        Matcher field = FIELD.matcher(text).region(at, text.length());
        if (field.lookingAt()) {
            field(field.group(1), field.end());
            return;
        }
        int start = at;
        String token = bare();
        requireStarAtEnd(token, start);
        boolean starred = token.endsWith(String.valueOf(STAR));
        List<String> words = Words.of(token);
        if (starred && (token.length() < 2 || !Character.isLetterOrDigit(token.codePointBefore(token.length() - 1)))) {
            throw new TextQueryException(
                    start + token.length() - 1, "expected a word's beginning before an asterisk, found none");
        }
        words.forEach(word -> requireShort(word, start));
        count(words.size(), start);
        boolean last = isRestSpace();
        for (int i = 0; i < words.size(); i++) {
            boolean prefix = (starred || last) && i == words.size() - 1;
            clauses.add(prefix ? new Clause.Prefix(words.get(i)) : new Clause.Word(words.get(i)));
        }
    }

    private void field(String name, int valueAt) {
        Column column = Column.named(name)
                .orElseThrow(() -> new TextQueryException(
                        at,
                        "expected one of %s before a colon, found %s; put text with a colon in quotes"
                                .formatted(names(), Found.quoted(name))));
        at = valueAt;
        boolean isQuoted = at < text.length() && text.charAt(at) == QUOTE;
        String value = isQuoted ? quoted() : bare();
        boolean prefix = !isQuoted && value.endsWith(String.valueOf(STAR));
        if (!isQuoted) {
            requireStarAtEnd(value, valueAt);
        }
        value = prefix ? value.substring(0, value.length() - 1) : value;
        if (value.isEmpty()) {
            throw new TextQueryException(valueAt, "expected a value after " + name + ":, found none");
        }
        String folded = Words.fold(value);
        requireShort(folded, valueAt);
        count(1, valueAt);
        requireFit(column, folded, prefix, valueAt);
        clauses.add(new Clause.Field(column, folded, prefix));
    }

    private static void requireFit(Column column, String value, boolean prefix, int valueAt) {
        if (value.chars().anyMatch(c -> EntryRules.isControl((char) c))) {
            throw new TextQueryException(valueAt, "expected no control character in a value, found one");
        }
        if (prefix && !column.takesPrefix()) {
            throw new TextQueryException(valueAt, "expected a whole " + column.text() + ", found the beginning of one");
        }
        if (column == Column.ID && !UUID.matcher(value).matches()) {
            throw new TextQueryException(valueAt, "expected a UUID, found " + Found.quoted(value));
        }
        Set<String> known = column.known();
        if (!known.isEmpty() && !prefix && !known.contains(value)) {
            throw new TextQueryException(
                    valueAt,
                    "expected one of %s, found %s"
                            .formatted(String.join(", ", new TreeSet<>(known)), Found.quoted(value)));
        }
    }

    private static String names() {
        return Arrays.stream(Column.values()).map(Column::text).collect(Collectors.joining(", "));
    }

    /** What stands here up to the next space. */
    private String bare() {
        int start = at;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            if (text.charAt(at) == QUOTE) {
                throw new TextQueryException(at, "expected a space or a field's colon before a quote, found neither");
            }
            at++;
        }
        return text.substring(start, at);
    }

    private static void requireStarAtEnd(String token, int start) {
        int star = token.indexOf(STAR);
        if (star >= 0 && star < token.length() - 1) {
            throw new TextQueryException(
                    start + star,
                    "an asterisk stands at the end of a word or value alone; put it in quotes if it is meant");
        }
    }

    private static void requireShort(String folded, int start) {
        if (folded.length() > TextQuery.MAX_TERM_CHARS) {
            throw new TextQueryException(
                    start,
                    "expected a word or value of at most %d characters, found %d"
                            .formatted(TextQuery.MAX_TERM_CHARS, folded.length()));
        }
    }

    private void count(int more, int start) {
        terms += more;
        if (terms > TextQuery.MAX_TERMS) {
            throw new TextQueryException(start, "expected at most %d words and values".formatted(TextQuery.MAX_TERMS));
        }
    }

    private boolean isRestSpace() {
        return text.substring(at).isBlank();
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
