package io.certtrail.domain.exports;

import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.publish.CheckpointDesk;
import io.certtrail.domain.publish.SignedCheckpoint;
import io.certtrail.domain.time.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Chooses what an export stands on, once: a signed tree with all that was acknowledged before the export was asked for.
 * Safe for use by many threads.
 */
public final class BasisChooser {
    /** How long it waits for events on their way into the chain; then they are left to the next export. */
    private static final Duration PATIENCE_WITH_OUTBOX = Duration.ofSeconds(10);

    private static final Duration PATIENCE_WITH_SIGNER = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ChainReader chain;
    private final Outbox outbox;
    private final CheckpointDesk checkpoints;
    private final Clock clock;
    private final Pause pause;
    private final String version;

    /**
     * A chooser for exports of any tenant.
     *
     * @param version the version of this program, as manifests have it
     */
    public BasisChooser(
            ChainReader chain, Outbox outbox, CheckpointDesk checkpoints, Clock clock, Pause pause, String version) {
        this.chain = chain;
        this.outbox = outbox;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.pause = pause;
        this.version = version;
    }

    /** The export's basis: the one that was chosen before, or one that is chosen and kept now. */
    Basis choose(Claim claim) throws Claim.Lost, ExportTrouble {
        Basis before = claim.export().work().basis();
        if (before != null) {
            return before;
        }
        Export export = claim.export();
        awaitOutbox(export);
        long size = chain.head(export.origin())
                .orElseThrow(() -> new HeadMissing(export.origin()))
                .size();
        long wanted = Math.max(size, export.asked().size());
        SignedCheckpoint signed = checkpoints
                .covering(export.origin(), wanted, PATIENCE_WITH_SIGNER)
                .orElseThrow(() -> new ExportTrouble("no checkpoint of %d entries was signed within %d s"
                        .formatted(wanted, PATIENCE_WITH_SIGNER.toSeconds())));
        Basis chosen = new Basis(signed.size(), signed.note(), clock.instant(), version);
        claim.change(export.basedOn(chosen), List.of());
        return chosen;
    }

    private void awaitOutbox(Export export) {
        Instant end = clock.instant().plus(PATIENCE_WITH_OUTBOX);
        while (outbox.oldest(export.tenant())
                        .filter(recorded -> !recorded.isAfter(export.requestedAt()))
                        .isPresent()
                && clock.instant().isBefore(end)) {
            pause.of(LOOK);
        }
    }
}
