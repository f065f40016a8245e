package io.certtrail.domain.canary;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.ledger.block.BlockException;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what one run finds, up to a number that a person will read. One thread's. */
final class CanaryFindings {
    private static final int MOST = 20;

    private final Origin origin;
    private final List<IntegrityFinding> findings = new ArrayList<>();

    CanaryFindings(Origin origin) {
        this.origin = origin;
    }

    void add(String place, String expected, String found) {
        if (findings.size() < MOST) {
            findings.add(new IntegrityFinding(origin, place, expected, found));
        }
    }

    void equal(String place, Object expected, Object found) {
        if (!expected.equals(found)) {
            add(place, expected.toString(), found.toString());
        }
    }

    /**
     * Does a step; what the chain, a tile or a block says against itself is a finding at this place.
     *
     * @return whether the step went through
     */
    boolean of(String place, Runnable step) {
        return read(place, () -> {
                    step.run();
                    return Optional.of(place);
                })
                .isPresent();
    }

    /** The same for a step that gives something; empty if it did not go through. */
    <T> Optional<T> read(String place, Supplier<Optional<T>> step) {
        try {
            return step.get();
        } catch (ChainBroken | BlockException | SegmentFault | PublishedObjectWrong e) {
            add(place, "what was written and signed", Canary.said(e));
            return Optional.empty();
        }
    }

    List<IntegrityFinding> all() {
        return findings;
    }

    /** A published object is missing or can't be read. */
    static final class PublishedObjectWrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PublishedObjectWrong(String message) {
            super(message);
        }
    }
}
