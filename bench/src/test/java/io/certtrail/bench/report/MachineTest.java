package io.certtrail.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void aPageThatIsPublishedNamesNoFolderOfTheMachine() {
        assertThat(Machine.withoutProperties(
                        List.of("-XX:+UseParallelGC", "-Dcerttrail.root=/home/ada/certtrail", "-Xmx2g")))
                .isEqualTo("-XX:+UseParallelGC -Xmx2g");
        assertThat(Machine.facts(Clock.systemUTC()).get("JVM arguments")).doesNotContain("-D");
    }
}
