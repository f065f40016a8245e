package io.certtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void valuesFlagsAndOperandsMayStandInAnyOrder() {
        Options options = parse("a", "--url", "x", "--json", "b", "--name=y=z", "--", "--json");

        assertThat(options.value("--url")).contains("x");
        assertThat(options.value("--name")).contains("y=z");
        assertThat(options.has("--json")).isTrue();
        assertThat(options.operands()).containsExactly("a", "b", "--json");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> parse("--what")).hasMessage("there is no option '--what' here");
        assertThatThrownBy(() -> parse("--url")).hasMessage("--url needs a value");
        assertThatThrownBy(() -> parse("--url", "a", "--url=b")).hasMessage("--url is given twice");
        assertThatThrownBy(() -> parse("--json", "--json")).hasMessage("--json is given twice");
        assertThatThrownBy(() -> parse("--json=1")).hasMessage("--json takes no value");
        assertThatThrownBy(() -> parse().required("--url")).hasMessage("--url is missing");
        assertThatThrownBy(() -> parse("--name", "x").number("--name", 1, 2, 1))
                .hasMessage("--name is a number, not 'x'");
        assertThatThrownBy(() -> parse("--name", "3").number("--name", 1, 2, 1))
                .hasMessage("--name is from 1 to 2, not 3");
    }

    private static Options parse(String... args) {
        return Options.parse(List.of(args), Set.of("--url", "--name"), Set.of("--json"));
    }
}
