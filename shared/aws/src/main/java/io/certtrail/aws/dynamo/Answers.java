package io.certtrail.aws.dynamo;

import io.certtrail.domain.chain.OutcomeUnknown;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Tells a write that failed from one whose outcome nobody knows. */
public final class Answers {
    private static final int SERVER_ERROR = 500;

    private Answers() {}

    /**
     * Makes a write.
     *
     * @param what what is written, for the error
     * @throws OutcomeUnknown if no answer came, or one that says nothing about the outcome: after its own retries the
     *     SDK tells only of the last attempt, and an earlier one may have taken effect
     */
    public static <T> T of(String what, Supplier<T> write) {
        try {
            return write.get();
        } catch (SdkClientException | TransactionInProgressException e) {
            throw new OutcomeUnknown("no answer to " + what, e);
        } catch (AwsServiceException e) {
            if (e.statusCode() >= SERVER_ERROR || e.isThrottlingException()) {
                throw new OutcomeUnknown("no definite answer to " + what, e);
            }
            throw e;
        }
    }
}
