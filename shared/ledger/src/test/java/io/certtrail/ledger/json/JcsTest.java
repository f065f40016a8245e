package io.certtrail.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JcsTest {
    private static String canonical(String json) {
        return Jcs.text(JsonReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** RFC 8785 §3.2.2, without its "numbers", which are not ours. */
    @Test
    void stringsAndLiteralsOfTheRfcsSample() {
        assertThat(canonical("""
                {
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """)).isEqualTo("""
                {"literals":[null,true,false],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }

    /** RFC 8785 §3.2.3. */
    @Test
    void membersOfTheRfcsSampleInItsOrder() {
        String sample = """
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }
                """;
        Json.Obj sorted = (Json.Obj) JsonReader.parse(canonical(sample).getBytes(StandardCharsets.UTF_8));
        assertThat(sorted.members().values().stream().map(value -> ((Json.Str) value).value()))
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @Test
    void everyControlCharacterHasItsShortestEscape() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c <= 0x20; c++) {
            all.append(c);
        }
        assertThat(Jcs.text(Json.of(all + "\u007f\u2028/")))
                .isEqualTo(
                        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                                + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d"
                                + "\\u001e\\u001f \u007f\u2028/\"");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 10, 9007199254740991L, -9007199254740991L})
    void anIntegerIsWrittenAsItIs(long value) {
        assertThat(Jcs.text(Json.of(value))).isEqualTo(Long.toString(value));
    }

    @Test
    void whatCouldNotBeWrittenCannotBeMade() {
        assertThatThrownBy(() -> Json.of("a\ud83d")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.of("\ude00\ud83d")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.obj().put("\ud83d", 1).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.of(1L << 53)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.obj().put("a", 1).put("a", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRandomValueIsReadBackAndWrittenTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            Json value = RandomJson.value(random, 6);
            byte[] bytes = Jcs.bytes(value);
            Json read = JsonReader.parse(bytes);
            assertThat(read).as("seed %d, value %d", seed, i).isEqualTo(value);
            assertThat(Jcs.bytes(read)).as("seed %d, value %d", seed, i).isEqualTo(bytes);
            assertThat(Jcs.length(value)).as("seed %d, value %d", seed, i).isEqualTo(bytes.length);
            assertThat(bytes)
                    .as("seed %d, value %d", seed, i)
                    .isEqualTo(utf8(new String(bytes, StandardCharsets.UTF_8)));
        }
    }

    @Test
    void theOrderOfMembersMakesNoDifference() {
        Json.Obj one = Json.obj().put("a", 1).put("b", 2).build();
        Json.Obj other = Json.obj().put("b", 2).put("a", 1).build();
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(Jcs.bytes(one)).isEqualTo(Jcs.bytes(other));
        assertThat(one.members().keySet())
                .isNotEqualTo(List.copyOf(other.members().keySet()));
    }

    @Test
    void anObjectCannotBeChangedFromOutside() {
        List<String> names = new ArrayList<>(List.of("a"));
        Json.Obj object = Json.obj().put("a", 1).build();
        assertThatThrownBy(() -> object.members().put("b", Json.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object.members().keySet().removeAll(names))
                .isInstanceOf(UnsupportedOperationException.class);
        java.util.Map<String, Json> mine = new java.util.HashMap<>();
        Json.Obj copied = new Json.Obj(mine);
        mine.put("late", Json.NULL);
        assertThat(copied).isEqualTo(Json.Obj.EMPTY);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
