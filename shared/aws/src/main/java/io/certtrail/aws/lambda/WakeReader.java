package io.certtrail.aws.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events that wake a worker. What it does not know it skips: AWS adds members as it likes, and its numbers
 * ({@code ApproximateCreationDateTime}) may have fractions and exponents, which our own strict reader refuses.
 */
public final class WakeReader {
    private static final JsonFactory JSON = new JsonFactory();

    /** Who removes an item whose time is up (DynamoDB developer guide, "DynamoDB Streams and Time to Live"). */
    private static final Map<String, String> TIME_TO_LIVE =
            Map.of("type", "Service", "principalId", "dynamodb.amazonaws.com");

    private WakeReader() {}

    /**
     * Reads one event to its end.
     *
     * @throws IOException if it is not JSON, or its records come from neither a queue nor a stream
     */
    public static Wake read(InputStream in) throws IOException {
        List<Wake.Message> messages = new ArrayList<>();
        List<Wake.Change> changes = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(in)) {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                expectKnown(parser, parser.nextToken());
                if (!member.equals("Records")) {
                    parser.skipChildren();
                    continue;
                }
                expect(parser, parser.currentToken(), JsonToken.START_ARRAY);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    expect(parser, parser.currentToken(), JsonToken.START_OBJECT);
                    record(parser).addTo(messages, changes);
                }
            }
        }
        if (!changes.isEmpty() && !messages.isEmpty()) {
            throw new IOException("an event of both a queue and a stream");
        }
        return changes.isEmpty() ? new Wake.Queue(messages) : new Wake.Stream(changes);
    }

    /** A record of either kind, as its members come by. */
    private static final class Draft {
        private final Map<String, String> texts = new HashMap<>();
        private Map<String, String> attributes = Map.of();
        private Map<String, String> keys = Map.of();
        private @Nullable String sequenceNumber;
        private boolean byTimeToLive;

        void addTo(List<Wake.Message> messages, List<Wake.Change> changes) throws IOException {
            String source = text("eventSource");
            switch (source) {
                case "aws:sqs" ->
                    messages.add(new Wake.Message(
                            text("messageId"), text("body"), attributes, texts.getOrDefault("eventSourceARN", "")));
                case "aws:dynamodb" ->
                    changes.add(new Wake.Change(
                            text("eventName"),
                            keys,
                            sequenceNumber == null ? "" : sequenceNumber,
                            byTimeToLive,
                            texts.getOrDefault("eventSourceARN", "")));
                default ->
                    throw new IOException("a record of \"%s\": expected aws:sqs or aws:dynamodb".formatted(source));
            }
        }

        private String text(String member) throws IOException {
            String value = texts.get(member);
            if (value == null) {
                throw new IOException("a record without " + member);
            }
            return value;
        }
    }

    private static Draft record(JsonParser parser) throws IOException {
        Draft draft = new Draft();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken value = expectKnown(parser, parser.nextToken());
            switch (member) {
                case "attributes" -> draft.attributes = texts(parser);
                case "dynamodb" -> change(parser, draft);
                case "userIdentity" -> draft.byTimeToLive = texts(parser).equals(TIME_TO_LIVE);
                default -> {
                    if (value == JsonToken.VALUE_STRING) {
                        draft.texts.put(member, parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        return draft;
    }

    private static void change(JsonParser parser, Draft draft) throws IOException {
        expect(parser, parser.currentToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            expectKnown(parser, parser.nextToken());
            switch (member) {
                case "Keys" -> draft.keys = keys(parser);
                case "SequenceNumber" -> draft.sequenceNumber = parser.getText();
                default -> parser.skipChildren();
            }
        }
    }

    /** Keys are {@code {"pk":{"S":"…"},…}}. */
    private static Map<String, String> keys(JsonParser parser) throws IOException {
        expect(parser, parser.currentToken(), JsonToken.START_OBJECT);
        Map<String, String> keys = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            expectKnown(parser, parser.nextToken());
            String value = texts(parser).get("S");
            if (value == null) {
                throw new IOException("the key " + name + " is not a string");
            }
            keys.put(name, value);
        }
        return keys;
    }

    /** An object's members that are strings; the others are skipped, and anything else than an object is none. */
    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return texts;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (expectKnown(parser, parser.nextToken()) == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }

    private static JsonToken expectKnown(JsonParser parser, @Nullable JsonToken found) throws IOException {
        if (found == null) {
            throw new IOException(
                    "the event ends at " + parser.currentLocation().offsetDescription());
        }
        return found;
    }

    private static void expect(JsonParser parser, @Nullable JsonToken found, JsonToken expected) throws IOException {
        if (expectKnown(parser, found) != expected) {
            throw new IOException("expected %s, found %s at %s"
                    .formatted(expected, found, parser.currentLocation().offsetDescription()));
        }
    }
}
