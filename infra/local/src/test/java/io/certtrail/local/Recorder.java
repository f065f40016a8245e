package io.certtrail.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A handler that remembers what it was invoked with. */
final class Recorder implements RequestStreamHandler {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final BiFunction<String, Context, String> answer;

    /**
     * Answers what a function says.
     *
     * @param answer of an event and its context
     */
    Recorder(BiFunction<String, Context, String> answer) {
        this.answer = answer;
    }

    static Recorder answering(String answer) {
        return new Recorder((event, context) -> answer);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        events.add(event);
        out.write(answer.apply(event, context).getBytes(StandardCharsets.UTF_8));
    }

    List<String> events() {
        return events;
    }
}
