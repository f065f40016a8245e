package io.certtrail.local.wake;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.local.function.Arns;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends word of records that were given up to a queue, as Lambda does ("Discarded batches"): where, not what. */
public final class DeadLetterQueue implements StreamPoller.DeadLetters {
    private final SqsClient sqs;
    private final String url;
    private final String function;
    private final Clock clock;

    public DeadLetterQueue(SqsClient sqs, String url, String function, Clock clock) {
        this.sqs = sqs;
        this.url = url;
        this.function = function;
        this.clock = clock;
    }

    @Override
    public void add(String streamArn, Record record) {
        Json.Obj request = Json.obj()
                .put("functionArn", Arns.function(function))
                .put("condition", "RetryAttemptsExhausted")
                .build();
        Json.Obj batch = Json.obj()
                .put("startSequenceNumber", record.dynamodb().sequenceNumber())
                .put("endSequenceNumber", record.dynamodb().sequenceNumber())
                .put("batchSize", 1L)
                .put("streamArn", streamArn)
                .build();
        Json.Obj message = Json.obj()
                .put("requestContext", request)
                .put("timestamp", clock.instant().toString())
                .put("DDBStreamBatchInfo", batch)
                .build();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(Jcs.text(message)));
    }
}
