package io.certtrail.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void nothingGivenMeansTheDefaults() {
        assertThat(Arguments.parse(List.of())).isEqualTo(LocalOptions.on(Path.of(".certtrail")));
        assertThat(Arguments.parse(List.of("up"))).isEqualTo(Arguments.parse(List.of()));
    }

    @Test
    void everyOptionIsTakenWithAnEqualsSignOrWithout() {
        LocalOptions options = Arguments.parse(List.of("--port", "0", "--data=d", "--fresh", "--adversary", "-7"));

        assertThat(options)
                .isEqualTo(LocalOptions.on(Path.of("d")).withPort(0).withFresh().withAdversary(-7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port 65536", "--prot 1", "there", "--adversary 1.5"})
    void whatCantBeUnderstoodIsRefused(String line) {
        assertThatThrownBy(() -> Arguments.parse(List.of(line.split(" "))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
