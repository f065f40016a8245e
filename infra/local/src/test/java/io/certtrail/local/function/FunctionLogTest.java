package io.certtrail.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {
    private static final String LINE = "0123456789 line %03d";

    @Test
    void aLogThatIsFullMakesPlaceAndOnlyTheOldestLinesGo(@TempDir Path folder) throws Exception {
        try (PrintStream log = FunctionLog.open(folder, "f", 1000)) {
            IntStream.range(0, 300).forEach(i -> log.println(LINE.formatted(i)));
        }

        List<String> kept = new java.util.ArrayList<>();
        for (String name : List.of("f.log.3", "f.log.2", "f.log.1", "f.log")) {
            Path file = folder.resolve(name);
            assertThat(Files.size(file)).isLessThan(1100);
            kept.addAll(Files.readAllLines(file));
        }
        assertThat(kept)
                .containsExactlyElementsOf(IntStream.range(300 - kept.size(), 300)
                        .mapToObj(LINE::formatted)
                        .toList());
        assertThat(folder.resolve("f.log.4")).doesNotExist();
    }

    @Test
    void aLogGoesOnWhereItStoppedBefore(@TempDir Path folder) throws Exception {
        for (String line : List.of("one", "two")) {
            try (PrintStream log = FunctionLog.open(folder, "f")) {
                log.println(line);
            }
        }

        assertThat(folder.resolve("f.log")).hasContent("one\ntwo");
    }
}
