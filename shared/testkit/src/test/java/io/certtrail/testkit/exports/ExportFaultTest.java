package io.certtrail.testkit.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.State;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.verify.Verdict;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Killed;
import io.certtrail.testkit.chain.Throttled;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker's call goes wrong, each of them in turn; then time goes by, and sweeps and other workers do what they do. */
final class ExportFaultTest {
    private static final int ENTRIES = 30;

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "DENIED", "DENIED_BUT_PERSISTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void whateverGoesWrongTheExportIsMadeOnceAndVerifies(Fault fault) throws Exception {
        Set<String> struck = new HashSet<>();
        for (int step = 1; strikes(fault, step, struck); step++) {}
        assertThat(struck)
                .contains(
                        "ChainReader.blocks",
                        "ChainReader.head",
                        "Checkpoints.latest",
                        "EvidenceStore.begin",
                        "ExportStore.find",
                        "ExportStore.replace",
                        "Upload.complete");
    }

    /** @return whether a worker makes so many calls */
    private static boolean strikes(Fault fault, int step, Set<String> struck) throws Exception {
        Scene scene = new Scene(step, ENTRIES);
        Export asked = scene.request(ExportFilter.NONE);
        scene.queue.takeAll();
        FaultyPorts ports = FaultyPorts.at(fault, step);
        try {
            scene.run(scene.worker(ports), asked.id());
        } catch (Killed | OutcomeUnknown | Throttled e) {
            assertThat(ports.struck()).isNotEmpty();
        }
        scene.settle(ports);
        Export export = scene.find(asked.id());
        String where = "%s at call %d, %s".formatted(fault, step, ports.struck());
        assertThat(export.state()).as(where).isInstanceOf(State.Ready.class);
        assertThat(export.attempts()).as(where).isLessThanOrEqualTo(2);
        assertThat(scene.outbox.recorded("audit.exported")).as(where).hasSize(1);
        assertThat(scene.outbox.recorded("audit.export.failed")).as(where).isEmpty();
        assertThat(scene.store.unfinished(Scene.TENANT, 9)).as(where).isEmpty();
        assertThat(scene.verify(export)).as(where).isInstanceOf(Verdict.Verified.class);
        struck.add(ports.struck());
        return !ports.struck().isEmpty();
    }
}
