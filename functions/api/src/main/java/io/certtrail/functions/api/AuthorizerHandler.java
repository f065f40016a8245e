package io.certtrail.functions.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.lambda.AuthorizerAnswer;
import io.certtrail.aws.lambda.HttpRequestReader;
import io.certtrail.functions.api.access.Authorizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code authorizer}: is asked about each request to the HTTP API before the API's function is (payload
 * format 2.0, simple responses, no cache). It lets everyone through and says who they are, or why nobody: the gateway
 * would refuse in a form of its own, without a problem document. Safe for use by several threads.
 */
public final class AuthorizerHandler implements RequestStreamHandler {
    private final Authorizer authorizer;

    /** As Lambda makes it: from the environment of the process. */
    public AuthorizerHandler() {
        this(AuthorizerWiring.ofProcess());
    }

    public AuthorizerHandler(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        AuthorizerAnswer.write(output, authorizer.context(HttpRequestReader.read(input)));
    }
}
