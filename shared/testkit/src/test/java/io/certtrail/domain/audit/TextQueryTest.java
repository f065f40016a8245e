package io.certtrail.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.certtrail.domain.audit.TextQuery.Clause;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code q} takes, and what it refuses at which character. */
class TextQueryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ''                        | 0  | a word of letters or digits
            '  ,;  '                  | 0  | a word of letters or digits
            '"'                       | 0  | a closing quote
            'vault "is sealed'        | 6  | a closing quote
            'a "b"c'                  | 5  | a space after a closing quote
            'a b"c"'                  | 3  | a space or a field
            'color:red'               | 0  | expected one of
            'x color:red'             | 2  | expected one of
            'action:'                 | 7  | a value after action:
            'severity:loud'           | 9  | expected one of
            'id:12'                   | 3  | a UUID
            '*'                       | 0  | an asterisk
            'a*b'                     | 1  | an asterisk stands at the end
            'a** b'                   | 1  | an asterisk stands at the end
            '*a'                      | 0  | an asterisk stands at the end
            """)
    void whatCantBeReadIsRefusedAtItsPlace(String text, int position, String expected) {
        assertThatExceptionOfType(TextQueryException.class)
                .isThrownBy(() -> TextQuery.parse(text == null ? "" : text))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .withMessageContaining(expected);
    }

    @Test
    void thousandsOfTermsAreRefused() {
        assertThat(TextQuery.parse("a ".repeat(TextQuery.MAX_TERMS)).clauses()).hasSize(TextQuery.MAX_TERMS);
        refused("a ".repeat(TextQuery.MAX_TERMS + 1), 2 * TextQuery.MAX_TERMS);
        refused("a ".repeat(5_000), TextQuery.MAX_CHARS);
        refused("\"" + "a ".repeat(TextQuery.MAX_TERMS + 1) + "\"", 0);
        refused("w".repeat(TextQuery.MAX_TERM_CHARS + 1), 0);
    }

    /** One character that folds into many: the bound is on what is looked for. */
    @Test
    void whatGrowsWhenItIsFoldedIsBoundedToo() {
        String one = "\ufdfa"; // an Arabic phrase of 18 letters and spaces in one character
        assertThat(Words.of(one)).hasSizeGreaterThan(2);
        refused(one.repeat(100), 0);
    }

    private static void refused(String text, int position) {
        assertThatExceptionOfType(TextQueryException.class)
                .isThrownBy(() -> TextQuery.parse(text))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }

    @Test
    void theLastWordIsABeginning() {
        assertThat(TextQuery.parse("vault is seal").clauses())
                .containsExactly(new Clause.Word("vault"), new Clause.Word("is"), new Clause.Prefix("seal"));
        assertThat(TextQuery.parse("seal* vault ").clauses())
                .containsExactly(new Clause.Prefix("seal"), new Clause.Prefix("vault"));
        assertThat(TextQuery.parse("\"is sealed\"").clauses())
                .containsExactly(new Clause.Phrase(List.of("is", "sealed")));
    }

    /** Marks that combine, in whatever number and form, are not looked at; nor are those of direction. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë",
                "ZOE\u0308",
                "z\u0301\u0302\u0303o\u0304e\u0308\u0301",
                "\u202ezoë\u202c",
                "\u200ezoe\u200f",
                "\u2067zoe\u2069",
                "\uff3aoe"
            })
    void oneWordInManySpellings(String text) {
        assertThat(Words.of(text)).containsExactly("zoe");
    }

    @Test
    void scriptsThatRunFromTheRightAreWords() {
        assertThat(TextQuery.parse("שלום مفتاح").clauses())
                .containsExactly(new Clause.Word("שלום"), new Clause.Prefix("مفتاح"));
    }

    /** Any text is read or refused at a place in it, and read the same in each form of Unicode. */
    @Test
    void anyTextIsReadOrRefusedInPlace() {
        long seed = Long.getLong("certtrail.seed", System.nanoTime());
        Random random = new Random(seed);
        int[] alphabet =
                "ab:\"* \t,éé\u0301\u202e\u05d0\ufdfa😀\ud800".codePoints().toArray();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            read += isRead(text.toString(), seed) ? 1 : 0;
        }
        assertThat(read).as("seed %d", seed).isBetween(1_000, 19_000);
    }

    private static boolean isRead(String text, long seed) {
        try {
            TextQuery query = TextQuery.parse(text);
            assertThat(query.clauses()).as("%s, seed %d", text, seed).hasSizeBetween(1, TextQuery.MAX_TERMS);
            String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
            assertThat(TextQuery.parse(composed)).as("%s, seed %d", text, seed).isEqualTo(query);
            return true;
        } catch (TextQueryException e) {
            assertThat(e.position()).as("%s, seed %d", text, seed).isBetween(0, text.length());
            return false;
        }
    }
}
