package io.certtrail.domain.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.publish.MemoryCursors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final World world = new World(5);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final MemoryCursors cursors = new MemoryCursors();
    private final Dispatcher dispatcher =
            new Dispatcher(world.chain, cursors, world.wakes, new PrintStream(printed, false, UTF_8));

    private List<String> lines() {
        return printed.toString(UTF_8).lines().toList();
    }

    @Test
    void everyEntryIsPrintedOnceInItsOrder() {
        world.log(100, 100, 100);
        assertThat(dispatcher.dispatch(world.origin, Deadline.NONE)).isEqualTo(301);
        assertThat(dispatcher.dispatch(world.origin, Deadline.NONE)).isZero();
        world.log(2);
        assertThat(dispatcher.dispatch(world.origin, Deadline.NONE)).isEqualTo(2);
        List<LoggedEntry> entries = ChainAudit.verify(world.chain, world.origin);
        assertThat(lines()).hasSize(entries.size());
        for (int seq = 0; seq < entries.size(); seq++) {
            Json.Obj line = (Json.Obj) JsonReader.parse(lines().get(seq).getBytes(UTF_8));
            assertThat(line.get("seq")).isEqualTo(Json.of(seq));
            assertThat(line.get("origin")).isEqualTo(Json.of(world.origin.text()));
            Json.Obj entry = EntryJson.of(entries.get(seq).entry());
            assertThat(line.members())
                    .containsAllEntriesOf(entry.members())
                    .hasSize(entry.members().size() + 2);
            assertThat(lines().get(seq)).doesNotContain(entries.get(seq).seed().hex());
        }
    }

    @Test
    void whatWasNotNotedAsPrintedIsPrintedAgain() {
        world.log(3);
        dispatcher.dispatch(world.origin, Deadline.NONE);
        Dispatcher forgetful =
                new Dispatcher(world.chain, new MemoryCursors(), world.wakes, new PrintStream(printed, false, UTF_8));
        assertThat(forgetful.dispatch(world.origin, Deadline.NONE)).isEqualTo(4);
    }

    @Test
    void whenTheTimeIsUpItGoesOnLater() {
        world.log(3);
        assertThat(dispatcher.dispatch(world.origin, () -> Duration.ofSeconds(1)))
                .isZero();
        assertThat(world.wakes.take()).containsExactly("dispatcher default");
    }

    @Test
    void aChainWithoutHeadIsTold() {
        world.chain.loseHead(world.origin);
        assertThatThrownBy(() -> dispatcher.dispatch(world.origin, Deadline.NONE))
                .isInstanceOf(HeadMissing.class);
    }
}
