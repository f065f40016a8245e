package io.certtrail.testkit.segments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.ArchiveStore.Listed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ArchiveStore} keeps. */
public abstract class ArchiveStoreContract {
    private final String base = "contract/" + UUID.randomUUID() + '/';

    protected abstract ArchiveStore store();

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private Optional<String> text(String path) {
        return store().read(base + path).map(object -> new String(object.content(), UTF_8));
    }

    private Optional<String> part(String path, long offset, int length) {
        return store().read(base + path, offset, length).map(content -> new String(content, UTF_8));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(store().read(base + "a")).isEmpty();
        assertThat(store().read(base + "a", 0, 1)).isEmpty();
        assertThat(store().list(base, "", 10)).isEmpty();
    }

    @Test
    void anObjectIsWrittenOnce() {
        assertThat(store().putIfAbsent(base + "a", bytes("one"))).isTrue();
        assertThat(store().putIfAbsent(base + "a", bytes("two"))).isFalse();
        assertThat(text("a")).contains("one");
    }

    @Test
    void anObjectIsReplacedOnlyAsItWasRead() {
        assertThat(store().putIfAbsent(base + "a", bytes("one"))).isTrue();
        StoredObject one = store().read(base + "a").orElseThrow();
        assertThat(store().replace(base + "a", one.version(), bytes("two"))).isTrue();
        assertThat(store().replace(base + "a", one.version(), bytes("due"))).isFalse();
        assertThat(text("a")).contains("two");
        store().delete(List.of(base + "a"));
        assertThat(store().replace(base + "a", one.version(), bytes("uno"))).isFalse();
    }

    @Test
    void aPartIsWhatThereIsOfIt() {
        assertThat(store().putIfAbsent(base + "tag=a/part", bytes("0123456789")))
                .isTrue();
        assertThat(part("tag=a/part", 0, 1)).contains("0");
        assertThat(part("tag=a/part", 3, 4)).contains("3456");
        assertThat(part("tag=a/part", 8, 100)).contains("89");
        assertThat(part("tag=a/part", 10, 5)).contains("");
        assertThat(part("tag=a/part", 99, 5)).contains("");
    }

    @Test
    void aListIsInOrderAndGoesOnAfterAnyPath() {
        for (String name : List.of("b/2", "a", "b/10", "c", "b/1")) {
            assertThat(store().putIfAbsent(base + name, bytes(name))).isTrue();
        }
        assertThat(store().list(base, "", 10))
                .extracting(listed -> listed.path().substring(base.length()))
                .containsExactly("a", "b/1", "b/10", "b/2", "c");
        assertThat(store().list(base + "b/", "", 2))
                .containsExactly(new Listed(base + "b/1", 3), new Listed(base + "b/10", 4));
        assertThat(store().list(base + "b/", base + "b/10", 2)).containsExactly(new Listed(base + "b/2", 3));
        assertThat(store().list(base + "b/", base + "b/2", 2)).isEmpty();
    }

    @Test
    void deletingIsRepeatable() {
        assertThat(store().putIfAbsent(base + "a", bytes("one"))).isTrue();
        assertThat(store().putIfAbsent(base + "b", bytes("two"))).isTrue();
        store().delete(List.of(base + "a", base + "c"));
        store().delete(List.of(base + "a", base + "c"));
        store().delete(List.of());
        assertThat(text("a")).isEmpty();
        assertThat(text("b")).contains("two");
    }
}
