package io.certtrail.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.publish.SignerState;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What has really happened, seen at the stores; fails on the spot at what must never happen. */
final class Witness {
    private final Map<UUID, List<Event>> attempted = new LinkedHashMap<>();
    private final Set<UUID> acknowledged = new LinkedHashSet<>();
    private final Set<String> unreadable = new LinkedHashSet<>();
    private final Map<Long, Hash> committed = new HashMap<>();
    private final Set<Long> signed = new LinkedHashSet<>();
    private final List<List<byte[]>> runs = new ArrayList<>();
    private long shown;

    void attempts(List<Event> events) {
        events.forEach(event ->
                attempted.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event));
    }

    void acknowledges(List<Event> events) {
        events.forEach(event -> acknowledged.add(event.id()));
    }

    void putsUnreadable(String key) {
        unreadable.add(key);
    }

    void commits(Head head) {
        Hash before = committed.putIfAbsent(head.size(), head.rootHash());
        assertThat(before == null || before.equals(head.rootHash()))
                .as("two blocks were committed that end at %d entries", head.size())
                .isTrue();
    }

    /** The key is asked to sign: only what is committed, and as it is. */
    void signs(byte[] message, ChainWriter chain) {
        Checkpoint checkpoint = Checkpoint.parse(new String(message, StandardCharsets.UTF_8));
        long size = chain.head(checkpoint.origin()).map(Head::size).orElse(Long.MAX_VALUE);
        assertThat(checkpoint.size())
                .as("a head is signed that is not committed")
                .isLessThanOrEqualTo(size);
        assertThat(committed.get(checkpoint.size()))
                .as("a root is signed that is not the chain's, at %d entries", checkpoint.size())
                .isEqualTo(checkpoint.root());
    }

    void keepsSigned(SignerState state) {
        signed.add(state.size());
    }

    /** The newest checkpoint is replaced: never by a smaller one. */
    void shows(byte[] note) {
        long size = Notes.read(note).size();
        assertThat(size).as("the checkpoint is replaced by a smaller one").isGreaterThan(shown);
        shown = size;
    }

    /** A dispatcher begins to print; what it prints is added to what is returned. */
    List<byte[]> beginsRun() {
        List<byte[]> run = new ArrayList<>();
        runs.add(run);
        return run;
    }

    Map<UUID, List<Event>> attempted() {
        return attempted;
    }

    Set<UUID> acknowledged() {
        return acknowledged;
    }

    Set<String> unreadable() {
        return unreadable;
    }

    Set<Long> signed() {
        return signed;
    }

    /** What dispatchers have printed, run by run. */
    List<List<byte[]>> runs() {
        return runs;
    }
}
