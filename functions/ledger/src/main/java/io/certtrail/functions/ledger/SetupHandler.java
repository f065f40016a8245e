package io.certtrail.functions.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets a tenant up; invoked by hand, or on a deployment's first start, with
 * {@code {"tenant"?: "...", "adminTokenHash"?: "<SHA-256 in hex>"}}. Answers
 * {@code {"origin": "...", "vkeys": ["<of checkpoints>", "<of exports>"]}}.
 */
public final class SetupHandler implements RequestStreamHandler {
    private final SetUp setUp;

    /** The function on Lambda. */
    public SetupHandler() {
        this(Wiring.ofProcess());
    }

    public SetupHandler(Wiring wiring) {
        this.setUp = wiring.setUp();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        if (!(JsonReader.parse(event.readAllBytes()) instanceof Json.Obj payload)) {
            throw new IllegalArgumentException("expected a JSON object");
        }
        SetUp.Done done = setUp.run(text(payload, "tenant"), text(payload, "adminTokenHash"));
        Json.Obj told = Json.obj()
                .put("origin", done.origin().text())
                .put(
                        "vkeys",
                        Json.arr(done.verifierKeys().stream().map(Json::of).toArray(Json[]::new)))
                .build();
        answer.write(Jcs.bytes(told));
    }

    private static Optional<String> text(Json.Obj payload, String name) {
        @Nullable Json value = payload.get(name);
        return switch (value) {
            case null -> Optional.empty();
            case Json.Str(String text) -> Optional.of(text);
            default -> throw new IllegalArgumentException(name + ": expected a string, found " + Jcs.text(value));
        };
    }
}
