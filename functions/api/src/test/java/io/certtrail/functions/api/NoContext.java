package io.certtrail.functions.api;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** A context of which nothing is asked. */
final class NoContext implements Context {
    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("nobody asks for this");
    }

    @Override
    public String getAwsRequestId() {
        return "test";
    }

    @Override
    public String getLogGroupName() {
        throw notAsked();
    }

    @Override
    public String getLogStreamName() {
        throw notAsked();
    }

    @Override
    public String getFunctionName() {
        return "api";
    }

    @Override
    public String getFunctionVersion() {
        throw notAsked();
    }

    @Override
    public String getInvokedFunctionArn() {
        throw notAsked();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw notAsked();
    }

    @Override
    public ClientContext getClientContext() {
        throw notAsked();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return 30_000;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        throw notAsked();
    }
}
