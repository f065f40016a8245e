package io.certtrail.functions.ledger;

import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.lambda.Wake;
import io.certtrail.domain.integrity.IntegrityEvents;
import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.List;
import java.util.stream.Stream;

/** Watches the ledger's table through its stream, and records what it and the publisher find. */
final class LedgerWatch implements Workers.Watch {
    /** Of one batch of the stream, so that who changes everything does not fill the ledger with it. */
    private static final int MOST_FINDINGS = 20;

    private final IntegrityEvents events;
    private final Origin elsewhere;

    /** @param elsewhere whose ledger is told of an item that belongs to none */
    LedgerWatch(IntegrityEvents events, Origin elsewhere) {
        this.events = events;
        this.elsewhere = elsewhere;
    }

    @Override
    public List<IntegrityFinding> seen(List<Wake.Change> changes) {
        List<IntegrityFinding> findings = changes.stream()
                .filter(change -> !isOurs(change))
                .map(this::finding)
                .toList();
        if (findings.size() <= MOST_FINDINGS) {
            return findings;
        }
        IntegrityFinding last = findings.get(MOST_FINDINGS);
        return Stream.concat(
                        findings.stream().limit(MOST_FINDINGS),
                        Stream.of(new IntegrityFinding(
                                last.origin(),
                                last.place() + " and more",
                                last.expected(),
                                "%d more changed or removed items".formatted(findings.size() - MOST_FINDINGS))))
                .toList();
    }

    private static boolean isOurs(Wake.Change change) {
        return change.kind().equals("INSERT") || (change.kind().equals("REMOVE") && change.byTimeToLive());
    }

    private IntegrityFinding finding(Wake.Change change) {
        String key = change.keys().getOrDefault("pk", "");
        return new IntegrityFinding(
                DynamoChain.originOfItem(key).orElse(elsewhere),
                "table ledger, item " + key,
                "an item that is inserted and never touched again",
                change.kind());
    }

    @Override
    public void tell(IntegrityFinding finding) {
        events.failed(finding);
    }
}
