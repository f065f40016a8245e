package io.certtrail.aws.log;

import io.certtrail.domain.integrity.IntegrityFinding;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * A function's log: lines of JSON with {@code at}, {@code level}, {@code function}, {@code message} and whatever ids are
 * needed to follow it. Safe for use by many threads.
 */
public final class OperatorLog {
    private static final int MAX_TRACE = 8_000;

    private final PrintStream out;
    private final String function;
    private final Clock clock;

    public OperatorLog(PrintStream out, String function, Clock clock) {
        this.out = out;
        this.function = function;
        this.clock = clock;
    }

    public void info(String message, Map<String, String> ids) {
        print("info", message, ids);
    }

    public void warning(String message, Map<String, String> ids) {
        print("warning", message, ids);
    }

    /**
     * A ledger is not as it was written. The alarm {@code IntegrityBroken} (infra/alarms.yaml) looks for {@code "alarm"}
     * of {@code "integrity"}.
     */
    public void alarm(IntegrityFinding finding) {
        Json.ObjBuilder line = line("critical", "the ledger is not as it was written", Map.of())
                .put("alarm", "integrity")
                .put("origin", finding.origin().text())
                .put("tenant", finding.origin().tenant())
                .put("place", clean(finding.place()))
                .put("expected", clean(finding.expected()))
                .put("found", clean(finding.found()));
        out.println(Jcs.text(line.build()));
    }

    /**
     * What was recorded waits too long to be sealed: its blocks will be dropped when their time is up. The alarm {@code
     * SealingBehind} (infra/alarms.yaml) looks for {@code "alarm"} of {@code "sealing"}.
     *
     * @param since when the oldest entry that is not sealed was recorded
     */
    public void sealingBehind(Origin origin, Instant since) {
        Json.ObjBuilder line = line("error", "what was recorded is not sealed", Map.of())
                .put("alarm", "sealing")
                .put("origin", origin.text())
                .put("tenant", origin.tenant())
                .put("unsealedSince", LedgerTime.text(LedgerTime.of(since)));
        out.println(Jcs.text(line.build()));
    }

    /** An error with what was thrown, which may be as long and as strange as it likes. */
    public void error(String message, Map<String, String> ids, Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String text = trace.toString();
        Json.ObjBuilder line = line("error", message, ids)
                .put("error", clean(thrown.toString()))
                .put("trace", clean(text.substring(0, Math.min(text.length(), MAX_TRACE))));
        out.println(Jcs.text(line.build()));
    }

    private void print(String level, String message, Map<String, String> ids) {
        out.println(Jcs.text(line(level, message, ids).build()));
    }

    private Json.ObjBuilder line(String level, String message, Map<String, String> ids) {
        Json.ObjBuilder line = Json.obj()
                .put("at", LedgerTime.text(LedgerTime.of(clock.instant())))
                .put("level", level)
                .put("function", function)
                .put("message", clean(message));
        ids.forEach((name, value) -> line.put(name, clean(value)));
        return line;
    }

    /** JSON of ours has no lone surrogates; an error's text may. */
    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
