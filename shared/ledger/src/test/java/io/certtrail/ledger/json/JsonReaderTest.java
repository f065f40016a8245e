package io.certtrail.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.certtrail.ledger.json.JsonException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final String LONE = "\\ud83d";

    private static Json parse(String text) {
        return JsonReader.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(byte[] document, Code code, String pointer) {
        assertThatThrownBy(() -> JsonReader.parse(document)).isInstanceOfSatisfying(JsonException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.pointer()).isEqualTo(pointer);
            assertThat(e).hasMessageNotContainingAny("Exception", "StreamReadFeature", "JsonReadFeature", "REDACTED");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "]",
                "}",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":1,}",
                "1,2",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "[1}",
                "{\"a\":1]",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"\\",
                "\"\t\"",
                "\"\n\"",
                "\"\u0000\"",
                "tru",
                "True",
                "nul",
                "NaN",
                "Infinity",
                "-Infinity",
                "undefined",
                "-",
                "+1",
                "01",
                "-01",
                ".5",
                "1.",
                "1.e5",
                "0x10",
                "--1",
                "1e",
                "1e+",
                "// c\n1",
                "/* c */1",
                "# c\n1",
                "\u00a01",
                "\f1",
                "\u000b1",
                "\u20281",
                "\uFEFF1",
                "\uFEFF{}",
                "\\u0031",
                "[\"a\",\"b\" \"c\"]",
                "[\"a\":1]",
                "{\"a\":\"b\":\"c\"}",
                "\u0000",
                "[1\u0000]"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        JsonException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(Code.SYNTAX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2",
                "{}{}",
                "{} x",
                "[] ]",
                "null null",
                "\"a\"\"b\"",
                "{}\u0000",
                "1 /* c */",
                "{}}",
                "{}\uFEFF"
            })
    void textAfterTheDocumentIsRefused(String text) {
        refuses(text.getBytes(StandardCharsets.UTF_8), Code.TRAILING_TEXT, "");
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("[1.0]", Code.NUMBER_NOT_INTEGER, "/0"),
                arguments("[0, 1.5]", Code.NUMBER_NOT_INTEGER, "/1"),
                arguments("{\"n\":1e2}", Code.NUMBER_NOT_INTEGER, "/n"),
                arguments("{\"n\":1E400}", Code.NUMBER_NOT_INTEGER, "/n"),
                arguments("[-0]", Code.NUMBER_NOT_INTEGER, "/0"),
                arguments("[-0.0]", Code.NUMBER_NOT_INTEGER, "/0"),
                arguments("-0", Code.NUMBER_NOT_INTEGER, ""),
                arguments("9007199254740992", Code.NUMBER_OUT_OF_RANGE, ""),
                arguments("[-9007199254740992]", Code.NUMBER_OUT_OF_RANGE, "/0"),
                arguments("[9223372036854775807]", Code.NUMBER_OUT_OF_RANGE, "/0"),
                arguments("[-9223372036854775808]", Code.NUMBER_OUT_OF_RANGE, "/0"),
                arguments("[18446744073709551617]", Code.NUMBER_OUT_OF_RANGE, "/0"),
                arguments("[1" + "0".repeat(100_000) + "]", Code.NUMBER_OUT_OF_RANGE, "/0"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberThatIsNoExactIntegerIsRefused(String text, Code code, String pointer) {
        refuses(text.getBytes(StandardCharsets.UTF_8), code, pointer);
    }

    @Test
    void theLargestIntegersAreRead() {
        assertThat(parse("[9007199254740991,-9007199254740991,0]"))
                .isEqualTo(Json.arr(Json.of(Json.MAX_INTEGER), Json.of(-Json.MAX_INTEGER), Json.of(0)));
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments("{\"a\":1,\"a\":2}", Code.DUPLICATE_MEMBER, "/a"),
                arguments("{\"a\":1,\"\\u0061\":2}", Code.DUPLICATE_MEMBER, "/a"),
                arguments("{\"x\":[0,{\"b\":1,\"c\":2,\"b\":3}]}", Code.DUPLICATE_MEMBER, "/x/1/b"),
                arguments("{\"\":1,\"\":2}", Code.DUPLICATE_MEMBER, "/"),
                arguments("{\"~/\":1,\"~/\":2}", Code.DUPLICATE_MEMBER, "/~0~1"),
                arguments("\"" + LONE + "\"", Code.LONE_SURROGATE, ""),
                arguments("{\"a\":[\"x\",\"" + LONE + "\"]}", Code.LONE_SURROGATE, "/a/1"),
                arguments("{\"a\":\"\\ude00\\ud83d\"}", Code.LONE_SURROGATE, "/a"),
                arguments("{\"a\":\"\\ud83d\\ud83d\\ude00\"}", Code.LONE_SURROGATE, "/a"),
                arguments("{\"" + LONE + "x\":1}", Code.LONE_SURROGATE, "/\uFFFDx"),
                arguments("{\"a\":{\"b\":[[],{\"c\":tru}]}}", Code.SYNTAX, "/a/b/1/c"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void theErrorSaysWhere(String text, Code code, String pointer) {
        refuses(text.getBytes(StandardCharsets.UTF_8), code, pointer);
    }

    @Test
    void anEscapedPairIsOneCharacter() {
        assertThat(parse("\"\\ud83d\\ude00\"")).isEqualTo(Json.of("😀"));
        assertThat(parse("\"\\uD83D\\uDE00\"")).isEqualTo(parse("\"😀\""));
    }

    static Stream<Arguments> brokenUtf8() {
        return Stream.of(
                arguments("80", "a continuation alone"),
                arguments("c3", "cut off"),
                arguments("c328", "no continuation"),
                arguments("c0af", "overlong in two"),
                arguments("c080", "overlong zero"),
                arguments("e080af", "overlong in three"),
                arguments("f08080af", "overlong in four"),
                arguments("eda0bd", "a high surrogate"),
                arguments("eda0bdedb880", "a pair of surrogates, each by itself"),
                arguments("f4908080", "beyond U+10FFFF"),
                arguments("f8a1a1a1a1", "five bytes"),
                arguments("fe", "never a byte"),
                arguments("ff", "never a byte"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("brokenUtf8")
    void invalidUtf8IsRefused(String hex, String fault) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        byte[] document = ByteBuffer.allocate(bytes.length + 2)
                .put((byte) '"')
                .put(bytes)
                .put((byte) '"')
                .array();
        refuses(document, Code.INVALID_UTF8, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsAreNotGuessed(String charset) {
        assertThatThrownBy(() -> JsonReader.parse("{\"a\":1}".getBytes(Charset.forName(charset))))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void nestingEndsWhereItIsBounded() {
        assertThat(parse("[".repeat(32) + "]".repeat(32))).isInstanceOf(Json.Arr.class);
        refuses(("[".repeat(33) + "]".repeat(33)).getBytes(StandardCharsets.UTF_8), Code.TOO_DEEP, "/0".repeat(32));
        refuses("{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.UTF_8), Code.TOO_DEEP, "/a".repeat(32));
        assertThat(JsonReader.parse("[[0]]".getBytes(StandardCharsets.UTF_8), 2))
                .isInstanceOf(Json.Arr.class);
        assertThat(JsonReader.parse("7".getBytes(StandardCharsets.UTF_8), 0)).isEqualTo(Json.of(7));
    }

    @Test
    void longNamesAndStringsAreRead() {
        String text = "x".repeat(100_000);
        assertThat(parse("{\"" + text + "\":\"" + text + "\"}"))
                .isEqualTo(Json.obj().put(text, text).build());
    }

    @Test
    void namesWithOneHashAreReadInLinearTime() {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < 1 << 14; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 14; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB"); // all of the same String.hashCode
            }
            object.append(i == 0 ? "" : ",").append('"').append(name).append("\":0");
        }
        long start = System.nanoTime();
        assertThat(((Json.Obj) parse(object.append('}').toString())).members()).hasSize(1 << 14);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void membersKeepTheirOrder() {
        assertThat(((Json.Obj) parse("{\"b\":1,\"a\":2,\"c\":{}}")).members().keySet())
                .containsExactly("b", "a", "c");
    }

    @Test
    void aPartOfABufferIsRead() {
        byte[] lines = "[1]\n[2]\n".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.parse(ByteBuffer.wrap(lines, 4, 3), 1)).isEqualTo(Json.arr(Json.of(2)));
    }
}
