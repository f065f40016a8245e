package io.certtrail.aws.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to an HTTP API (payload format version 2.0). Immutable but for its body, which is not to be changed.
 */
public final class HttpResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    /** An answer without a body. */
    public static HttpResponse of(int status) {
        return new HttpResponse(status, new LinkedHashMap<>(), new byte[0]);
    }

    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(status, new LinkedHashMap<>(), body).with("content-type", contentType);
    }

    public static HttpResponse of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same answer with one header more, or with another value of it; names are in lower case. */
    public HttpResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body);
    }

    /** The same answer with a header that it has not got yet. */
    public HttpResponse withDefault(String header, String value) {
        return headers.containsKey(header) ? this : with(header, value);
    }

    /** The same answer without its body, as HEAD wants it. */
    public HttpResponse withoutBody() {
        return new HttpResponse(status, headers, new byte[0]);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }
}
