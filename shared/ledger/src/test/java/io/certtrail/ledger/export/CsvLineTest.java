package io.certtrail.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "plain | plain",
                "a,b | \"a,b\"",
                "say \"hi\" | \"say \"\"hi\"\"\"",
                "=1+1 | '=1+1",
                "+49 | '+49",
                "-1 | '-1",
                "@cmd | '@cmd",
                "'quoted' | ''quoted'",
                "=HYPERLINK(\"x\") | \"'=HYPERLINK(\"\"x\"\")\"",
                "\" | \"\"\"\"",
                "a=b | a=b",
                "ﬃ 🔐 | ﬃ 🔐"
            })
    void aCellIsQuotedAndEscapedOnlyWhereItMust(String value, String cell) {
        assertThat(CsvLine.join(List.of(value, "", value))).isEqualTo(cell + ",," + cell);
        assertThat(CsvLine.split(cell + ",," + cell, 3)).containsExactly(value, "", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a,b,c",
                "\"a\",b",
                "\"a,b",
                "\"a,b\"c,d",
                "a\"b,c",
                "=1,b",
                "'a,b",
                "\"\",b",
                "\"'a,b\",c",
                "\"=,\",c",
                "\"",
                "\"\"\",a",
                ""
            })
    void aLineThatWouldBeWrittenInAnotherWayIsRefused(String line) {
        assertThatThrownBy(() -> CsvLine.split(line, 2)).isInstanceOf(FormatException.class);
    }

    @Test
    void whateverIsWrittenIsReadAgain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            List<String> values =
                    IntStream.range(0, 5).mapToObj(column -> text(random)).toList();
            assertThat(CsvLine.split(CsvLine.join(values), 5))
                    .as("seed " + seed)
                    .isEqualTo(values);
        }
    }

    private static String text(Random random) {
        String letters = "a,\"'=+-@ é🔐";
        return IntStream.range(0, random.nextInt(6))
                .map(i -> random.nextInt(letters.codePointCount(0, letters.length())))
                .mapToObj(i -> Character.toString(letters.codePointAt(letters.offsetByCodePoints(0, i))))
                .collect(Collectors.joining());
    }
}
