package io.certtrail.functions.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.aws.lambda.HttpRequestReader;
import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.aws.lambda.HttpResponseWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function {@code api}: answers the requests of an HTTP API (payload format 2.0). Safe for use by several threads. */
public final class ApiHandler implements RequestStreamHandler {
    private final Api api;

    /** As Lambda makes it: from the environment of the process. */
    public ApiHandler() {
        this(Wiring.ofProcess());
    }

    public ApiHandler(Wiring wiring) {
        this.api = wiring.api();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        HttpRequest request = HttpRequestReader.read(input);
        HttpResponse response = api.answer(request);
        HttpResponseWriter.write(output, response);
    }
}
