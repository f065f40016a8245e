package io.certtrail.functions.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.lambda.HttpRequestReader;
import io.certtrail.aws.lambda.HttpResponseWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The function {@code login}: answers the requests that look at a password, apart from the others, so that a flood of them
 * takes no place of the API's. In the API's module, since it answers two routes of the same table. Safe for use by several
 * threads.
 */
public final class LoginHandler implements RequestStreamHandler {
    private final Api api;

    /** As Lambda makes it: from the environment of the process. */
    public LoginHandler() {
        this(LoginWiring.ofProcess());
    }

    public LoginHandler(LoginWiring wiring) {
        this.api = wiring.api();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        HttpResponseWriter.write(output, api.answer(HttpRequestReader.read(input)));
    }
}
