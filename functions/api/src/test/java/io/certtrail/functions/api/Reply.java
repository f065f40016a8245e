package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the handler answered. */
record Reply(int status, Map<String, String> headers, String bodyText) {
    static final int MAX_DEPTH = 60;

    static Reply parse(byte[] answer) {
        Json.Obj object = (Json.Obj) JsonReader.parse(answer, MAX_DEPTH);
        Map<String, String> headers = new java.util.HashMap<>();
        ((Json.Obj) object.member("headers")).members().forEach((name, value) -> headers.put(name, text(value)));
        String body = text(object.member("body"));
        boolean base64 = object.member("isBase64Encoded").equals(Json.of(true));
        return new Reply(
                (int) ((Json.Num) object.member("statusCode")).value(),
                headers,
                base64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body);
    }

    String header(String name) {
        return Objects.requireNonNull(headers.get(name), () -> "no header " + name + " in " + headers);
    }

    Json.Obj json() {
        return (Json.Obj) JsonReader.parse(bodyText.getBytes(StandardCharsets.UTF_8), MAX_DEPTH);
    }

    /** The value at a pointer of plain names and indexes. */
    Json at(String pointer) {
        Json value = json();
        for (String part : pointer.substring(1).split("/", -1)) {
            value = switch (value) {
                case Json.Obj object -> object.member(part);
                case Json.Arr array -> array.items().get(Integer.parseInt(part));
                default -> throw new AssertionError("nothing at " + pointer + " of " + bodyText());
            };
        }
        return value;
    }

    String textAt(String pointer) {
        return text(at(pointer));
    }

    List<Json> data() {
        return ((Json.Arr) at("/data")).items();
    }

    /** A refusal of this kind that points there, as a problem document. */
    Reply isRefused(int status, String code, String... pointers) {
        assertThat(status()).as(bodyText()).isEqualTo(status);
        assertThat(header("content-type")).isEqualTo("application/problem+json");
        assertThat(textAt("/code")).as(bodyText()).isEqualTo(code);
        assertThat(at("/status")).isEqualTo(Json.of(status));
        assertThat(textAt("/type")).isEqualTo("urn:certtrail:problem:" + code);
        assertThat(textAt("/title")).isNotEmpty();
        assertThat(textAt("/detail")).isNotEmpty();
        assertThat(textAt("/requestId")).isEqualTo(header("x-request-id")).isNotEmpty();
        assertThat(pointers()).as(bodyText()).containsAll(List.of(pointers));
        return this;
    }

    List<String> pointers() {
        return ((Json.Arr) at("/errors"))
                .items().stream()
                        .map(error -> text(((Json.Obj) error).member("pointer")))
                        .toList();
    }

    Reply is(int status) {
        assertThat(status()).as(bodyText()).isEqualTo(status);
        return this;
    }

    static String text(Json value) {
        return ((Json.Str) value).value();
    }
}
