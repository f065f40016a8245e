package io.certtrail.local.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A function's standard output as a file {@code <name>.log} that is never much longer than its limit: at the end of a
 * line beyond it, it becomes {@code <name>.log.1}, the one before {@code .2}, and the oldest goes.
 */
public final class FunctionLog extends OutputStream {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long LIMIT_BYTES = 16L << 20;
    private static final int KEPT = 3;

    private final Path file;
    private final long limit;
    private OutputStream out;
    private long written;

    private FunctionLog(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        this.out = append();
        this.written = Files.size(file);
    }

    /** The log of a function in {@code folder}, which is made if need be. */
    public static PrintStream open(Path folder, String function) {
        return open(folder, function, LIMIT_BYTES);
    }

    static PrintStream open(Path folder, String function, long limit) {
        try {
            Files.createDirectories(folder);
            FunctionLog log = new FunctionLog(folder.resolve(function + ".log"), limit);
            return new PrintStream(log, true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the log of " + function + " can't be opened", e);
        }
    }

    /** One line that says which invocation failed, and how. */
    static String failure(String function, String requestId, String errorType, String message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("level", "ERROR");
            json.writeStringField("function", function);
            json.writeStringField("requestId", requestId);
            json.writeStringField("errorType", errorType);
            json.writeStringField("errorMessage", message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
        if (written > limit && length > 0 && bytes[offset + length - 1] == '\n') {
            rotate();
        }
    }

    private void rotate() throws IOException {
        out.close();
        for (int age = KEPT; age > 0; age--) {
            Path younger = age == 1 ? file : aged(age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, aged(age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        out = append();
        written = 0;
    }

    private Path aged(int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }

    private OutputStream append() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
