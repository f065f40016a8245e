package io.certtrail.evidence.check;

import io.certtrail.evidence.check.PdfValue.Dict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the syntax of PDF (ISO 32000-1 §7.2 and 7.3) from one place on. A dictionary that has a name twice is none: readers
 * differ on which of the two they take.
 */
final class PdfParser {
    private static final int MOST_DEPTH = 40;
    private static final int MOST_LENGTH = 4 << 20;
    private static final String DELIMITERS = "()<>[]{}/%";

    /** What is read is no PDF; told by whoever knows what that means there. */
    static final class SyntaxException extends IOException {
        private static final long serialVersionUID = 1L;

        SyntaxException(String expected, long place) {
            super(expected + " at byte " + place);
        }
    }

    private final PdfBytes bytes;
    private final long begin;
    private final long limit;
    private long at;

    /** @param end where the file, or the part of it that may be looked at, ends */
    PdfParser(PdfBytes bytes, long place, long end) {
        this.bytes = bytes;
        at = place;
        begin = place;
        limit = Math.min(end, place + MOST_LENGTH);
    }

    long place() {
        return at;
    }

    private int peek() throws IOException {
        return at < limit ? bytes.at(at) : -1;
    }

    private SyntaxException expected(String what) {
        return new SyntaxException("expected " + what, at);
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
    }

    private boolean isRegular(int c) {
        return c >= 0 && !isSpace(c) && DELIMITERS.indexOf(c) < 0;
    }

    /** Skips white space and comments. */
    void skip() throws IOException {
        for (int c = peek(); isSpace(c) || c == '%'; c = peek()) {
            if (c == '%') {
                while (c >= 0 && c != '\n' && c != '\r') {
                    at++;
                    c = peek();
                }
            } else {
                at++;
            }
        }
    }

    /** The next keyword or number. */
    String word() throws IOException {
        skip();
        StringBuilder word = new StringBuilder();
        for (int c = peek(); isRegular(c); c = peek()) {
            word.append((char) c);
            at++;
        }
        if (word.isEmpty()) {
            throw expected("a word");
        }
        return word.toString();
    }

    void keyword(String expected) throws IOException {
        long place = at;
        if (!word().equals(expected)) {
            throw new SyntaxException("expected " + expected, place);
        }
    }

    /** The next word, which is digits. */
    long number() throws IOException {
        long place = at;
        String word = word();
        if (word.length() > 15 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SyntaxException("expected a number", place);
        }
        return Long.parseLong(word);
    }

    PdfValue value() throws IOException {
        return value(0);
    }

    private PdfValue value(int depth) throws IOException {
        if (depth > MOST_DEPTH) {
            throw expected("values that are less deep");
        }
        skip();
        return switch (peek()) {
            case '/' -> name();
            case '(' -> string();
            case '[' -> array(depth);
            case '<' -> bytes.at(at + 1) == '<' ? dictionary(depth) : hex();
            default -> wordOrReference();
        };
    }

    private PdfValue wordOrReference() throws IOException {
        String word = word();
        long back = at;
        if (isInteger(word)) {
            try {
                String generation = word();
                if (generation.equals("0") && word().equals("R")) {
                    return new PdfValue.Ref(Integer.parseInt(word));
                }
            } catch (SyntaxException e) {
                // then it is a number before something else
            }
            at = back;
        }
        return new PdfValue.Word(word);
    }

    private static boolean isInteger(String word) {
        return word.length() <= 9 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private PdfValue.Name name() throws IOException {
        at++;
        StringBuilder name = new StringBuilder();
        for (int c = peek(); isRegular(c); c = peek()) {
            at++;
            if (c == '#') {
                c = (digit() << 4) | digit();
            }
            name.append((char) c);
        }
        return new PdfValue.Name(name.toString());
    }

    private int digit() throws IOException {
        int digit = Character.digit(peek(), 16);
        if (digit < 0) {
            throw expected("a hex digit");
        }
        at++;
        return digit;
    }

    private PdfValue.Str hex() throws IOException {
        at++;
        StringBuilder string = new StringBuilder();
        int half = -1;
        for (skipSpace(); peek() != '>'; skipSpace()) {
            int digit = digit();
            if (half < 0) {
                half = digit;
            } else {
                string.append((char) ((half << 4) | digit));
                half = -1;
            }
        }
        at++;
        return new PdfValue.Str(
                half < 0 ? string.toString() : string.append((char) (half << 4)).toString());
    }

    private void skipSpace() throws IOException {
        while (isSpace(peek())) {
            at++;
        }
    }

    private PdfValue.Str string() throws IOException {
        at++;
        StringBuilder string = new StringBuilder();
        for (int open = 1; ; ) {
            int c = peek();
            if (c < 0) {
                throw expected("the end of a string");
            }
            at++;
            if (c == ')' && --open == 0) {
                return new PdfValue.Str(string.toString());
            }
            open += c == '(' ? 1 : 0;
            if (c == '\\') {
                escaped(string);
            } else {
                string.append((char) c);
            }
        }
    }

    private void escaped(StringBuilder string) throws IOException {
        int c = peek();
        at++;
        switch (c) {
            case 'n' -> string.append('\n');
            case 'r' -> string.append('\r');
            case 't' -> string.append('\t');
            case 'b' -> string.append('\b');
            case 'f' -> string.append('\f');
            case '\n' -> {}
            case '\r' -> at += peek() == '\n' ? 1 : 0;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int octal = c - '0';
                for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                    octal = (octal << 3) | (peek() - '0');
                    at++;
                }
                string.append((char) (octal & 0xFF));
            }
            default -> string.append((char) c);
        }
    }

    private PdfValue.Arr array(int depth) throws IOException {
        at++;
        List<PdfValue> values = new ArrayList<>();
        for (skip(); peek() != ']'; skip()) {
            values.add(value(depth + 1));
        }
        at++;
        return new PdfValue.Arr(values);
    }

    private Dict dictionary(int depth) throws IOException {
        at += 2;
        Map<String, PdfValue> members = new HashMap<>();
        for (skip(); peek() != '>'; skip()) {
            if (peek() != '/') {
                throw expected("a name");
            }
            String name = name().text();
            if (members.put(name, value(depth + 1)) != null) {
                throw expected("no second " + name);
            }
        }
        at++;
        if (peek() != '>') {
            throw expected(">>");
        }
        at++;
        return new Dict(members);
    }

    /** Whether more was read than such a thing may have. */
    boolean isAtLimit() {
        return at - begin >= MOST_LENGTH;
    }
}
