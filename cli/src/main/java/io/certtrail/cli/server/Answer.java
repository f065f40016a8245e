package io.certtrail.cli.server;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the API answered.
 *
 * @param body as text
 * @param object the body as a JSON object; empty when it is none
 */
public record Answer(int status, String body, Optional<Json.Obj> object) {

    private static final Pattern EVENT_POINTER = Pattern.compile("/events/(0|[1-9][0-9]{0,2})(/.*)?");
    private static final int LONGEST_SHOWN = 300;

    /** One thing that is wrong with a request (RFC 9457 with {@code errors}). */
    public record Fault(String pointer, String detail) {
        /** The index of the event it is about. */
        public OptionalInt event() {
            Matcher matcher = EVENT_POINTER.matcher(pointer);
            return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
        }
    }

    static Answer of(int status, byte[] body) {
        return new Answer(status, new String(body, StandardCharsets.UTF_8), parse(body));
    }

    private static Optional<Json.Obj> parse(byte[] body) {
        try {
            return JsonReader.parse(body) instanceof Json.Obj obj ? Optional.of(obj) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** A string member of the body. */
    public Optional<String> text(String name) {
        return object.map(Json.Obj::members).map(members -> members.get(name)).flatMap(Answer::asText);
    }

    /** The faults that a problem document names. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        Json errors = object.map(Json.Obj::members).orElse(Map.of()).get("errors");
        if (errors instanceof Json.Arr(List<Json> items)) {
            for (Json item : items) {
                if (item instanceof Json.Obj(Map<String, Json> members)) {
                    faults.add(new Fault(
                            asText(members.get("pointer")).orElse(""),
                            asText(members.get("detail")).orElse("")));
                }
            }
        }
        return faults;
    }

    /** What went wrong, in one line for a person. */
    public String problem() {
        StringBuilder line = new StringBuilder("HTTP ").append(status);
        text("code").ifPresent(code -> line.append(' ').append(code));
        Optional<String> said = text("detail").or(() -> text("title"));
        if (said.isPresent()) {
            line.append(": ").append(said.get());
        } else if (!body.isBlank()) {
            String text = body.strip();
            line.append(": ").append(text, 0, Math.min(text.length(), LONGEST_SHOWN));
        }
        faults().stream()
                .limit(3)
                .forEach(fault ->
                        line.append("; ").append(fault.pointer()).append(' ').append(fault.detail()));
        text("requestId").ifPresent(id -> line.append(" (request ").append(id).append(')'));
        return line.toString();
    }

    private static Optional<String> asText(@Nullable Json json) {
        return json instanceof Json.Str(String value) ? Optional.of(value) : Optional.empty();
    }
}
