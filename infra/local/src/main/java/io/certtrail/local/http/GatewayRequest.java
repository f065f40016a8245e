package io.certtrail.local.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.local.function.Arns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as an HTTP API hands it to a function (API Gateway, "Create AWS Lambda proxy integrations for HTTP
 * APIs", payload format version 2.0): names of headers in lower case, values of a repeated one joined by commas, cookies
 * apart, the path decoded, the query string both raw and decoded, a body of a type that is not text as base64.
 *
 * @param rawPath as it came, percent-encoded
 * @param rawQuery as it came, without the question mark; empty if there is none
 * @param body its bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record GatewayRequest(
        String requestId,
        Instant time,
        String method,
        String rawPath,
        String rawQuery,
        String protocol,
        String sourceIp,
        Headers headers,
        byte[] body) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter COMMON_LOG =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ROUTE = "$default";

    /**
     * The event of the function that answers, as UTF-8.
     *
     * @param routeKey of its route
     * @param authorizer what the authorizer said, if one was asked
     */
    byte[] event(String routeKey, Json.@Nullable Obj authorizer) {
        return written(json -> {
            writeRequest(json, routeKey);
            writeContext(json, routeKey, authorizer);
            writeBody(json);
        });
    }

    /**
     * The event of an authorizer ("Control access to HTTP APIs with AWS Lambda authorizers", payload format version
     * 2.0): no body, and no identity source, since none is configured.
     */
    byte[] authorizerEvent(String routeKey) {
        return written(json -> {
            json.writeStringField("type", "REQUEST");
            json.writeStringField(
                    "routeArn",
                    "arn:aws:execute-api:%s:%s:local/%s/%s".formatted(Arns.REGION, Arns.ACCOUNT, ROUTE, routeKey));
            json.writeNullField("identitySource");
            writeRequest(json, routeKey);
            writeContext(json, routeKey, null);
        });
    }

    @FunctionalInterface
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] written(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 + body.length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", "2.0");
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("nothing fails in memory", e);
        }
        return bytes.toByteArray();
    }

    private void writeRequest(JsonGenerator json, String routeKey) throws IOException {
        json.writeStringField("routeKey", routeKey);
        json.writeStringField("rawPath", decodedPath());
        json.writeStringField("rawQueryString", rawQuery);
        writeCookies(json);
        writeTexts(json, "headers", joinedHeaders());
        Map<String, String> parameters = queryParameters();
        if (!parameters.isEmpty()) {
            writeTexts(json, "queryStringParameters", parameters);
        }
    }

    private void writeCookies(JsonGenerator json) throws IOException {
        List<String> cookies = cookies();
        if (cookies.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("cookies");
        for (String cookie : cookies) {
            json.writeString(cookie);
        }
        json.writeEndArray();
    }

    private List<String> cookies() {
        List<String> cookies = new ArrayList<>();
        for (String line : headers.getOrDefault("Cookie", List.of())) {
            for (String cookie : line.split(";", -1)) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
        return cookies;
    }

    private Map<String, String> joinedHeaders() {
        Map<String, String> joined = new TreeMap<>();
        headers.forEach((name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        joined.remove("cookie");
        joined.putIfAbsent("content-length", Integer.toString(body.length));
        joined.merge("x-forwarded-for", sourceIp, (earlier, last) -> earlier + ", " + last);
        joined.put("x-forwarded-proto", "http");
        return joined;
    }

    /** Decoded: HTTP APIs hand over a decoded path, unlike REST APIs and function URLs. */
    private String decodedPath() {
        return decoded(rawPath.replace("+", "%2B"));
    }

    private Map<String, String> queryParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.merge(name, value, (first, next) -> first + "," + next);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void writeContext(JsonGenerator json, String routeKey, Json.@Nullable Obj authorizer) throws IOException {
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", Arns.ACCOUNT);
        json.writeStringField("apiId", "local");
        if (authorizer != null) {
            json.writeObjectFieldStart("authorizer");
            json.writeFieldName("lambda");
            json.writeRawValue(Jcs.text(authorizer));
            json.writeEndObject();
        }
        json.writeStringField("domainName", firstHeader("Host"));
        json.writeStringField("domainPrefix", "local");
        json.writeObjectFieldStart("http");
        json.writeStringField("method", method);
        json.writeStringField("path", decodedPath());
        json.writeStringField("protocol", protocol);
        json.writeStringField("sourceIp", sourceIp);
        json.writeStringField("userAgent", firstHeader("User-Agent"));
        json.writeEndObject();
        json.writeStringField("requestId", requestId);
        json.writeStringField("routeKey", routeKey);
        json.writeStringField("stage", ROUTE);
        json.writeStringField("time", COMMON_LOG.format(time));
        json.writeNumberField("timeEpoch", time.toEpochMilli());
        json.writeEndObject();
    }

    private void writeBody(JsonGenerator json) throws IOException {
        if (body.length == 0) {
            json.writeBooleanField("isBase64Encoded", false);
            return;
        }
        String text = isText(firstHeader("Content-Type")) ? utf8(body) : null;
        json.writeStringField("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
        json.writeBooleanField("isBase64Encoded", text == null);
    }

    private static boolean isText(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.equals("application/xml")
                || type.equals("application/javascript");
    }

    /** The text, or null for what is not UTF-8: its bytes must reach the function as they are, to be refused there. */
    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private String firstHeader(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }
}
