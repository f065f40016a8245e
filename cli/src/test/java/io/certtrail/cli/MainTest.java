package io.certtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    Path folder;

    @Test
    void anUnknownCommandOrOptionExitsWith64() {
        assertThat(Run.in(folder, "frobnicate").exitCode()).isEqualTo(64);
        assertThat(Run.in(folder, "frobnicate").err()).contains("there is no command 'frobnicate'");
        assertThat(Run.in(folder, "token", "create", "--colour", "red").exitCode())
                .isEqualTo(64);
        assertThat(Run.in(folder, "help", "frobnicate").exitCode()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "verify", "token"})
    void everyCommandSaysHowItIsUsed(String command) {
        Run help = Run.in(folder, "help", command);

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("usage: certtrail " + command);
        assertThat(Run.in(folder, command, "--help")).isEqualTo(help);
        assertThat(Run.in(folder, command).exitCode()).isEqualTo(64);
    }
}
