package io.certtrail.functions.export;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.exports.ExportMessage;
import io.certtrail.aws.lambda.Wake;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.wake.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The function {@code export}: makes the exports that its queue names. An attempt that fails is put off by the export
 * itself; a message comes again only if nothing is known of what became of it. Safe for use by several threads.
 */
public final class ExportHandler implements RequestStreamHandler {
    private final Wiring wiring;

    /** The function as Lambda makes it. */
    public ExportHandler() {
        this(Wiring.ofProcess());
    }

    public ExportHandler(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
        Jobs.each(input, output, message -> make(message, deadline));
    }

    private boolean make(Wake.Message message, Deadline deadline) {
        try {
            ExportMessage export = ExportMessage.parse(message.body());
            Instant start = wiring.clock().instant();
            Outcome outcome = wiring.runner().run(export.tenant(), export.id(), deadline);
            Jobs.log(
                    wiring.log(),
                    export,
                    outcome,
                    Duration.between(start, wiring.clock().instant()));
            return true;
        } catch (RuntimeException e) {
            wiring.log().error("the message comes again", Map.of("messageId", message.messageId()), e);
            return false;
        }
    }
}
