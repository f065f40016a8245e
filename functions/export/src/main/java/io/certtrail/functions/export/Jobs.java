package io.certtrail.functions.export;

import io.certtrail.aws.exports.ExportMessage;
import io.certtrail.aws.lambda.BatchAnswer;
import io.certtrail.aws.lambda.Wake;
import io.certtrail.aws.lambda.WakeReader;
import io.certtrail.aws.log.OperatorLog;
import io.certtrail.domain.exports.Outcome;
import io.certtrail.domain.exports.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goes through a batch of the queue's messages, one after the other; those that are to come again are named. */
final class Jobs {
    /** What is done with a message. */
    interface Job {
        /** Works on a message, and says whether it is done with. */
        boolean run(Wake.Message message);
    }

    private Jobs() {}

    static void each(InputStream input, OutputStream output, Job job) throws IOException {
        if (!(WakeReader.read(input) instanceof Wake.Queue(List<Wake.Message> messages))) {
            throw new IOException("expected messages of a queue, found a table's stream");
        }
        List<String> again = new ArrayList<>();
        for (Wake.Message message : messages) {
            if (!job.run(message)) {
                again.add(message.messageId());
            }
        }
        BatchAnswer.write(output, again);
    }

    /** One line on what became of an export. */
    static void log(OperatorLog log, ExportMessage export, Outcome outcome, Duration took) {
        Map<String, String> ids = Map.of(
                "tenant", export.tenant(), "export", export.id().toString(), "ms", Long.toString(took.toMillis()));
        switch (outcome) {
            case Outcome.Made(var result) ->
                log.info(
                        "made with %d rows of %d entries, %d bytes"
                                .formatted(
                                        result.rows(),
                                        result.treeSize(),
                                        result.file().bytes()),
                        ids);
            case Outcome.Nothing(String why) -> log.info("nothing to do: " + why, ids);
            case Outcome.Elsewhere elsewhere -> log.info("another worker has it", ids);
            case Outcome.LeftOff(Progress progress) ->
                log.info(
                        "left off after %d of %d entries, to be gone on with".formatted(progress.done(), progress.of()),
                        ids);
            case Outcome.PutOff(String error, Duration delay) ->
                log.warning("put off by %d s: %s".formatted(delay.toSeconds(), error), ids);
            case Outcome.GivenUp(String error) -> log.warning("given up: " + error, ids);
        }
    }
}
