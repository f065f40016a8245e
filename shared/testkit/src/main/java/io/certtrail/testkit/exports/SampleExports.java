package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.Asked;
import io.certtrail.domain.exports.Basis;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.MarkPlace;
import io.certtrail.domain.exports.Progress;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.exports.Result;
import io.certtrail.domain.exports.State;
import io.certtrail.domain.exports.Work;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.export.ExportFilter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Exports to store: every state, with and without what is optional. */
public final class SampleExports {
    public static final Origin ORIGIN = new Origin("certtrail.test", "acme", 1);
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    private static final Work WORK = new Work(
            new Basis(9, "certtrail.test/acme/1\n9\nroot=\n\n— certtrail.test/acme/1 sig=\n", NOON, "0.1.0"),
            new Progress(Progress.Step.BUNDLE, 5, 1L << 40, 3),
            new MarkPlace("exports/a.mark.json", "ab".repeat(32)));

    private SampleExports() {}

    /** A new one; the greater the number, the younger. */
    public static Export queued(int number) {
        UUID id = new UUID(0x0193a0cb00cb7000L + number, 0x8000_0000_0000_0000L + number);
        Requester requester = new Requester(
                ORIGIN.tenant(), new Actor(Actor.Type.USER, "u-1", "Zoë"), new Client("2001:db8::1", "curl/8"));
        return Export.requested(
                id,
                ORIGIN,
                new Asked(Format.CSV, ExportFilter.NONE, List.of(), requester, NOON.plusMillis(number), 7 + number));
    }

    /** One with all conditions of a filter, and a requester of whom little is known. */
    public static Export filtered(int number) {
        Export plain = queued(number);
        ExportFilter filter = new ExportFilter(
                NOON.minusSeconds(60),
                NOON,
                List.of("rotation.*", "user.created"),
                List.of(Severity.ERROR, Severity.CRITICAL),
                Actor.Type.AGENT,
                "u-2",
                "vault:r-5",
                "text, \"quoted\" 🔐");
        Requester requester = new Requester(ORIGIN.tenant(), new Actor(Actor.Type.SYSTEM, "s", ""), Client.NONE);
        List<Attribute> closed = List.of(Attribute.CLIENT, Attribute.DESCRIPTION, Attribute.DETAILS);
        return Export.requested(plain.id(), ORIGIN, new Asked(Format.CSV, filter, closed, requester, NOON, 0));
    }

    /** The next revision of an export, in another state and perhaps with another basis. */
    public static Export next(Export before, State state, boolean withBasis) {
        Work work = withBasis ? WORK : before.work();
        return new Export(
                before.id(),
                before.origin(),
                before.asked(),
                before.sentAt().plusSeconds(1),
                before.attempts() + 1,
                work,
                state,
                before.revision() + 1);
    }

    public static State running() {
        return new State.Running(new UUID(1, 2), NOON.plusSeconds(120));
    }

    public static State ready() {
        Result result = new Result(
                9,
                4,
                2,
                9,
                "00".repeat(32),
                new Result.Stored("exports/a.csv", 1L << 40),
                new Result.Stored("exports/a.proof.jsonl", 17),
                true);
        return new State.Ready(new UUID(1, 2), NOON.plusSeconds(3), result);
    }

    public static State failed() {
        return new State.Failed(NOON.plusSeconds(4), "the disk was \"full\"");
    }
}
