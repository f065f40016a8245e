package io.certtrail.testkit.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link LogStore} keeps. */
public abstract class LogStoreContract {
    private final Origin origin = new Origin("certtrail.test", "t" + UUID.randomUUID(), 1);

    protected abstract LogStore store();

    private Optional<String> text(String path) {
        return store().read(origin, path).map(object -> new String(object.content(), UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(store().read(origin, "tile/0/000")).isEmpty();
    }

    @Test
    void immutableObjectsAreWrittenOnce() {
        Map<String, byte[]> objects = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            objects.put("tile/0/%03d".formatted(i), bytes("tile " + i));
        }
        store().writeImmutable(origin, objects);
        store().writeImmutable(origin, objects);
        store().writeImmutable(origin, Map.of());
        assertThat(text("tile/0/039")).contains("tile 39");
        assertThatThrownBy(() -> store().writeImmutable(origin, Map.of("tile/0/007", bytes("other"))))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("tile/0/007");
        assertThat(text("tile/0/007")).contains("tile 7");
    }

    @Test
    void anObjectIsReplacedOnlyAsItWasRead() {
        assertThat(store().replace(origin, "checkpoint", Optional.empty(), bytes("one")))
                .isTrue();
        assertThat(store().replace(origin, "checkpoint", Optional.empty(), bytes("uno")))
                .isFalse();
        StoredObject one = store().read(origin, "checkpoint").orElseThrow();
        assertThat(store().replace(origin, "checkpoint", Optional.of(one.version()), bytes("two")))
                .isTrue();
        assertThat(store().replace(origin, "checkpoint", Optional.of(one.version()), bytes("due")))
                .isFalse();
        assertThat(text("checkpoint")).contains("two");
    }

    @Test
    void partialTilesAreDeletedAndNothingElse() {
        store().writeImmutable(
                        origin,
                        Map.of(
                                "tile/0/001.p/3", bytes("a"),
                                "tile/0/001.p/17", bytes("b"),
                                "tile/0/001", bytes("c"),
                                "tile/0/002.p/1", bytes("d")));
        store().deletePartials(origin, "tile/0/001");
        store().deletePartials(origin, "tile/0/001");
        assertThat(text("tile/0/001.p/3")).isEmpty();
        assertThat(text("tile/0/001.p/17")).isEmpty();
        assertThat(text("tile/0/001")).contains("c");
        assertThat(text("tile/0/002.p/1")).contains("d");
    }

    @Test
    void logsAreApart() {
        store().writeImmutable(origin, Map.of("tile/0/000", bytes("mine")));
        assertThat(store().read(origin.next(), "tile/0/000")).isEmpty();
    }
}
