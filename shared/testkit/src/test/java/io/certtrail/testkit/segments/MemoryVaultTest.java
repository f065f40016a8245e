package io.certtrail.testkit.segments;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.retention.Vault;
import io.certtrail.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryVaultTest extends VaultContract {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final Vault vault = new MemoryVault(clock);

    @Override
    protected Vault vault() {
        return vault;
    }

    @Override
    protected Instant soon() {
        return Instant.parse("2026-11-28T10:00:10Z");
    }

    @Override
    protected void waitUntilOver() {
        clock.move(Duration.ofSeconds(10));
    }

    @Test
    void whatIsLockedIsNotDeleted() {
        vault.put("a", new byte[1], soon());
        assertThatThrownBy(() -> vault.delete(List.of("a"))).isInstanceOf(IllegalStateException.class);
    }
}
