package io.certtrail.domain.publish;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Prints every entry of a chain, in its order and at least once: what CloudWatch Logs and a SIEM read. One JSON object a
 * line, UTF-8: {@code origin}, {@code seq} and the entry's members; never its seed.
 */
public final class Dispatcher {
    private static final String WORKER = "dispatcher";
    private static final int BLOCKS_AT_ONCE = 16;

    /** What one round may take. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private final ChainReader chain;
    private final Cursors cursors;
    private final Wakes wakes;
    private final PrintStream out;

    public Dispatcher(ChainReader chain, Cursors cursors, Wakes wakes, PrintStream out) {
        this.chain = chain;
        this.cursors = cursors;
        this.wakes = wakes;
        this.out = out;
    }

    /**
     * Prints what came since the last time; asks to be woken again if the time does not suffice.
     *
     * @return how many entries it printed
     */
    public long dispatch(Origin origin, Deadline deadline) {
        Head head = chain.head(origin).orElseThrow(() -> new HeadMissing(origin));
        long n = cursors.find(WORKER, origin);
        long printed = 0;
        while (n < head.n()) {
            if (!deadline.allows(STEP)) {
                wakes.dispatcher(origin.tenant());
                return printed;
            }
            List<Block> blocks = chain.blocks(origin, n + 1, Math.min(head.n() + 1, n + 1 + BLOCKS_AT_ONCE));
            if (blocks.isEmpty() || blocks.getFirst().n() != n + 1) {
                throw new ChainBroken(
                        origin, "HEAD says block %d, and block %d is not there".formatted(head.n(), n + 1));
            }
            for (Block block : blocks) {
                print(block);
                printed += block.count();
            }
            n = blocks.getLast().n();
            cursors.advance(WORKER, origin, n);
        }
        return printed;
    }

    private void print(Block block) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (LoggedEntry entry : block.entries()) {
            lines.writeBytes(Jcs.bytes(line(block.origin(), entry)));
            lines.write('\n');
        }
        out.write(lines.toByteArray(), 0, lines.size());
        out.flush();
    }

    private static Json line(Origin origin, LoggedEntry logged) {
        Json.ObjBuilder line = Json.obj().put("origin", origin.text()).put("seq", logged.seq());
        EntryJson.of(logged.entry()).members().forEach(line::put);
        return line.build();
    }
}
