package io.certtrail.aws.lambda;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as an HTTP API hands it over (API Gateway, "payload format version 2.0"). Immutable but for its body. */
public final class HttpRequest {
    private final String method;
    private final String rawPath;
    private final String rawQueryString;
    private final Map<String, String> headers;
    private final List<String> cookies;
    private final byte[] body;
    private final Context context;

    /**
     * What the gateway says about a request.
     *
     * @param requestId the gateway's id of it
     * @param sourceIp who sent it
     * @param authorizer what the authorizer said of it, if one was asked; nothing of it comes from the caller
     */
    public record Context(String requestId, String sourceIp, Instant time, Optional<Map<String, String>> authorizer) {}

    /**
     * @param rawPath starts with a slash
     * @param rawQueryString without the question mark, percent-encoded
     * @param headers names in lower case; the values of a repeated one joined by commas
     * @param body its bytes, no longer base64
     */
    HttpRequest(
            String method,
            String rawPath,
            String rawQueryString,
            Map<String, String> headers,
            List<String> cookies,
            byte[] body,
            Context context) {
        this.method = method;
        this.rawPath = rawPath;
        this.rawQueryString = rawQueryString;
        this.headers = Map.copyOf(headers);
        this.cookies = List.copyOf(cookies);
        this.body = body;
        this.context = context;
    }

    public String method() {
        return method;
    }

    public String rawPath() {
        return rawPath;
    }

    public String rawQueryString() {
        return rawQueryString;
    }

    /** The value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public List<String> cookies() {
        return cookies;
    }

    /** The bytes of the body; not to be changed. */
    @SuppressWarnings("EI_EXPOSE_REP")
    public byte[] body() {
        return body;
    }

    public Context context() {
        return context;
    }
}
