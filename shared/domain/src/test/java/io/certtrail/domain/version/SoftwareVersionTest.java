package io.certtrail.domain.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SoftwareVersionTest {
    @Test
    void theVersionIsTheOneThatTheBuildNamed() {
        assertThat(SoftwareVersion.current()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Za-z0-9.]+)?");
    }
}
