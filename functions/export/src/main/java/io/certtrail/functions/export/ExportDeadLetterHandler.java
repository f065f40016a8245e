package io.certtrail.functions.export;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.exports.ExportMessage;
import io.certtrail.aws.lambda.Wake;
import io.certtrail.domain.exports.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The function {@code export-dead}: takes what the queue of exports has given up. Its export is marked as failed, so
 * that whoever waits for it is told; if a living worker has it, the message comes again later. Safe for use by several
 * threads.
 */
public final class ExportDeadLetterHandler implements RequestStreamHandler {
    private final Wiring wiring;

    /** The function as Lambda makes it. */
    public ExportDeadLetterHandler() {
        this(Wiring.ofProcess());
    }

    public ExportDeadLetterHandler(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Jobs.each(input, output, this::abandon);
    }

    private boolean abandon(Wake.Message message) {
        ExportMessage export;
        try {
            export = ExportMessage.parse(message.body());
        } catch (IllegalArgumentException e) {
            wiring.log()
                    .error("a message that names no export is dropped", Map.of("messageId", message.messageId()), e);
            return true;
        }
        try {
            Instant start = wiring.clock().instant();
            Outcome outcome = wiring.runner().abandon(export.tenant(), export.id());
            Jobs.log(
                    wiring.log(),
                    export,
                    outcome,
                    Duration.between(start, wiring.clock().instant()));
            return !(outcome instanceof Outcome.Elsewhere);
        } catch (RuntimeException e) {
            wiring.log().error("the message comes again", Map.of("messageId", message.messageId()), e);
            return false;
        }
    }
}
