package io.certtrail.testkit.segments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.retention.Vault;
import io.certtrail.domain.segments.ArchiveStore.Listed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Vault} keeps. */
public abstract class VaultContract {
    private final String base = "contract/" + UUID.randomUUID() + "/until=2030-01-01/";

    protected abstract Vault vault();

    /** A time that is over when {@link #waitUntilOver} has been called, in whole seconds. */
    protected abstract Instant soon();

    protected abstract void waitUntilOver();

    private Optional<String> text(String path) {
        return vault().read(base + path).map(content -> new String(content, UTF_8));
    }

    @Test
    void whatIsNotThereIsNeitherFoundNorLocked() {
        assertThat(text("a")).isEmpty();
        assertThat(vault().lockedUntil(base + "a")).isEmpty();
        assertThat(vault().list(base, "", 10)).isEmpty();
    }

    @Test
    void whatIsPutIsReadListedAndLocked() {
        Instant until = soon();
        vault().put(base + "b", "two".getBytes(UTF_8), until);
        vault().put(base + "a", "one".getBytes(UTF_8), until);
        assertThat(text("a")).contains("one");
        assertThat(vault().list(base, "", 10)).containsExactly(new Listed(base + "a", 3), new Listed(base + "b", 3));
        assertThat(vault().list(base, base + "a", 10)).containsExactly(new Listed(base + "b", 3));
        assertThat(vault().lockedUntil(base + "a")).isEqualTo(vault().locks() ? Optional.of(until) : Optional.empty());
    }

    @Test
    void anObjectIsPutOverAnother() {
        vault().put(base + "a", "one".getBytes(UTF_8), soon());
        vault().put(base + "a", "two".getBytes(UTF_8), soon().plusSeconds(60));
        assertThat(text("a")).contains("two");
        assertThat(vault().lockedUntil(base + "a").map(until -> until.isAfter(soon())))
                .isEqualTo(vault().locks() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void deletingIsRepeatable() {
        vault().put(base + "a", "one".getBytes(UTF_8), soon());
        waitUntilOver();
        vault().delete(List.of(base + "a", base + "c"));
        vault().delete(List.of(base + "a"));
        vault().delete(List.of());
        assertThat(text("a")).isEmpty();
    }
}
