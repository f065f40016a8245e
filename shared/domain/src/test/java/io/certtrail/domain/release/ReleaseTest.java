package io.certtrail.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReleaseTest {
    @Test
    void theVersionIsTheOneThatTheBuildNamed() {
        assertThat(Release.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Za-z0-9.]+)?");
    }
}
