package io.certtrail.local.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "\"done\"", "{\"batchItemFailures\":[]}", "{\"other\":[1]}"})
    void nothingReportedMeansThatAllIsDone(String answer) {
        assertThat(read(answer)).contains(Set.of());
    }

    @Test
    void theReportedItemsFailed() {
        assertThat(read("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"x\":[{}],\"itemIdentifier\":\"b\"}]}"))
                .contains(Set.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}"
            })
    void whatCantBeReadMeansThatNothingIsDone(String answer) {
        assertThat(read(answer)).isEmpty();
    }

    private static Optional<Set<String>> read(String answer) {
        return BatchFailures.read(answer.getBytes(StandardCharsets.UTF_8));
    }
}
