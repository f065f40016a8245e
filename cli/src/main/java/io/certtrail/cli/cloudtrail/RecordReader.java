package io.certtrail.cli.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.certtrail.ledger.json.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one CloudTrail log file ({@code {"Records":[…]}}, plain or gzip) one after the other, in constant
 * memory. Not thread-safe.
 */
final class RecordReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Reader text;
    private final JsonParser parser;
    private int next;

    private RecordReader(Reader text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /** Opens a file and goes to its first record. */
    static RecordReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            Reader text = new InputStreamReader(
                    isGzip(bytes) ? new GZIPInputStream(bytes, BUFFER) : bytes,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            RecordReader reader = new RecordReader(text, JSON.createParser(text));
            reader.toRecords();
            return reader;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static boolean isGzip(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip;
    }

    private void toRecords() throws IOException {
        if (token() != JsonToken.START_OBJECT) {
            throw broken("expected an object with Records, found " + found());
        }
        while (token() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = token();
            if (!"Records".equals(name)) {
                skip();
            } else if (value == JsonToken.START_ARRAY) {
                return;
            } else {
                throw broken("expected a list of records, found " + found());
            }
        }
        throw broken("the object has no member Records: this is no CloudTrail log file");
    }

    /** The next record, or null after the last one, when the rest of the file has been checked too. */
    Json.@Nullable Obj next() throws IOException {
        JsonToken token = token();
        if (token == JsonToken.END_ARRAY) {
            checkRest();
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw broken("expected a record (an object), found " + found());
        }
        try {
            Json.Obj record = (Json.Obj) TolerantJson.read(parser);
            next++;
            return record;
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** How many records were read. */
    int count() {
        return next;
    }

    private void checkRest() throws IOException {
        while (token() != JsonToken.END_OBJECT) {
            token();
            skip();
        }
        if (token() != null) {
            throw broken("there is text after the end of the object");
        }
    }

    private @Nullable JsonToken token() throws IOException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private void skip() throws IOException {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private IOException explained(IOException e) {
        return switch (e) {
            case JsonProcessingException json -> broken(firstLine(json.getOriginalMessage()));
            case EOFException eof -> broken("the gzip data ends too early: the file is cut");
            case ZipException zip -> broken("the gzip data is damaged: " + zip.getMessage());
            case CharacterCodingException coding -> broken("not valid UTF-8");
            default -> e;
        };
    }

    private BrokenFileException broken(String what) {
        JsonLocation at = parser.currentLocation();
        String pointer = parser.getParsingContext().pathAsPointer(false).toString();
        return new BrokenFileException("line %d, column %d%s: %s"
                .formatted(at.getLineNr(), at.getColumnNr(), pointer.isEmpty() ? "" : " (" + pointer + ")", what));
    }

    private String found() {
        return switch (parser.currentToken()) {
            case null -> "the end of the file";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        int marker = line.indexOf(" (start marker at");
        return line.isEmpty() ? "not JSON" : marker < 0 ? line : line.substring(0, marker);
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }
}
