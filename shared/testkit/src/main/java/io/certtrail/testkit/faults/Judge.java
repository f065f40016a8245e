package io.certtrail.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.Tiles;
import io.certtrail.testkit.chain.ChainAudit;
import io.certtrail.testkit.publish.LogAudit;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Verifies everything that a house holds once it has come to rest. */
final class Judge {
    private final House house;
    private final Witness witness;

    Judge(House house) {
        this.house = house;
        this.witness = house.witness;
    }

    void judge() {
        assertThat(house.outbox.read(House.TENANT, 1)).as("the outbox").isEmpty();
        List<LoggedEntry> entries = ChainAudit.verifySettled(house.chain, house.origin);
        assertThat(house.chain.positionCount(house.origin)).as("id items").isEqualTo(entries.size());
        judgeEvents(entries);
        judgeQuarantine(entries);
        judgeLog(entries);
        judgePrinted(entries);
        new ExportCheck(house).verify(entries.size());
    }

    private void judgeEvents(List<LoggedEntry> entries) {
        Map<UUID, Event> logged = new HashMap<>();
        for (LoggedEntry entry : entries) {
            Event event = entry.entry().event();
            if (event.action().startsWith("custom.")) {
                logged.put(event.id(), event);
            } else {
                assertThat(event.action()).isIn("ledger.opened", "audit.event.quarantined");
            }
        }
        assertThat(logged.keySet()).as("acknowledged events are in the log").containsAll(witness.acknowledged());
        logged.forEach((id, event) -> assertThat(witness.attempted().getOrDefault(id, List.of()))
                .as("somebody recorded %s", id)
                .contains(event));
    }

    /** Set aside as it was, and told once. */
    private void judgeQuarantine(List<LoggedEntry> entries) {
        Map<String, OutboxItem> quarantined = house.outbox.quarantined();
        assertThat(quarantined.keySet()).as("quarantine").isEqualTo(witness.unreadable());
        List<Json> told = entries.stream()
                .map(logged -> logged.entry().event())
                .filter(event -> event.action().equals("audit.event.quarantined"))
                .map(event -> event.details().get("outboxKey"))
                .toList();
        assertThat(told)
                .as("what the log says of the quarantine")
                .containsExactlyInAnyOrderElementsOf(
                        witness.unreadable().stream().map(Json::of).toList());
    }

    private void judgeLog(List<LoggedEntry> entries) {
        TileAudit tiles = new TileAudit(
                house.log, house.origin, entries.stream().map(LoggedEntry::leaf).toList());
        tiles.verify();
        LogAudit audit = new LogAudit(house.log, house.chain, house.origin, house.key.verifierKey());
        Checkpoint newest = audit.checkpoint(Tiles.CHECKPOINT_PATH);
        assertThat(newest.size()).as("the checkpoint covers the chain").isEqualTo(entries.size());
        List<Checkpoint> kept = house.log.paths(house.origin).stream()
                .filter(path -> path.startsWith("checkpoints/"))
                .map(this::kept)
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
        assertThat(kept.stream().map(Checkpoint::size))
                .as("every head that was signed is kept")
                .containsExactlyInAnyOrderElementsOf(witness.signed());
        assertThat(kept.getLast()).isEqualTo(newest);
        Checkpoint last = kept.getFirst();
        for (Checkpoint checkpoint : kept) {
            assertThat(checkpoint.size()).isLessThanOrEqualTo(entries.size());
            assertThat(checkpoint.root())
                    .as("the root that was signed at %d entries", checkpoint.size())
                    .isEqualTo(tiles.root(checkpoint.size()));
            audit.verifyConsistency(last, checkpoint);
            last = checkpoint;
        }
    }

    /** A checkpoint that is kept: at its place, and as the key has signed it. */
    private Checkpoint kept(String path) {
        byte[] note =
                house.log.read(house.origin, path).map(StoredObject::content).orElseThrow();
        Checkpoint checkpoint = Notes.read(note);
        assertThat(path).isEqualTo("checkpoints/" + checkpoint.size());
        assertThat(new String(note, StandardCharsets.UTF_8))
                .as(path)
                .isEqualTo(checkpoint.sign(house.watchedKey.again()).format());
        return checkpoint;
    }

    /** Every entry at least once and as it is; each run in order, and none of them begins behind a gap. */
    private void judgePrinted(List<LoggedEntry> entries) {
        BitSet printed = new BitSet();
        for (List<byte[]> run : witness.runs()) {
            int expected = -1;
            for (byte[] lines : run) {
                for (String line :
                        new String(lines, StandardCharsets.UTF_8).lines().toList()) {
                    Json.Obj found = (Json.Obj) JsonReader.parse(line.getBytes(StandardCharsets.UTF_8));
                    int seq = seq(found);
                    assertThat(expected < 0 || seq == expected)
                            .as("entry %d is printed where %d was expected", seq, expected)
                            .isTrue();
                    assertThat(found).isEqualTo(line(entries.get(seq)));
                    printed.set(seq);
                    expected = seq + 1;
                }
            }
        }
        assertThat(printed.nextClearBit(0)).as("entries that were printed").isEqualTo(entries.size());
    }

    private static int seq(Json.Obj line) {
        return line.get("seq") instanceof Json.Num(long seq) ? Math.toIntExact(seq) : -1;
    }

    private Json.Obj line(LoggedEntry logged) {
        Json.ObjBuilder line = Json.obj().put("origin", house.origin.text()).put("seq", logged.seq());
        EntryJson.of(logged.entry()).members().forEach(line::put);
        return line.build();
    }
}
