package io.certtrail.functions.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.domain.restore.Incarnations;
import io.certtrail.domain.time.ZonedText;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does by hand; each may be repeated.
 *
 * <ul>
 *   <li>{@code {"tenant"?: "...", "adminTokenHash"?: "<SHA-256 in hex>", "adminUser"?: "..."}} sets a tenant up; also on
 *       a deployment's first start. Answers {@code {"origin": "...", "vkeys": ["<of checkpoints>", "<of exports>"]}}, and
 *       {@code "admin": {"username", "password"}} when it made the first administrator: shown once, to be changed.
 *   <li>{@code {"unlock": {"tenant"?: "...", "username": "...", "resetPassword"?: true}}} lets somebody sign in again.
 *       Answers {@code {"username", "password"?}}.
 *   <li>{@code {"rotateCheckpointKey": {"overlapUntil": "<time>"}}} records in every ledger that the next key signs too.
 *       Answers {@code {"rotated": [{"origin", "vkeys": ["<of the old key>", "<of the new>"]}]}}.
 *   <li>{@code {"newIncarnation": {"after": "<origin>", "force"?: true}}} begins a tenant's next tree after a restore.
 *       Answers {@code {"origin", "previousOrigin", "kept", "recordedAgain", "vkeys"}}.
 * </ul>
 */
public final class SetupHandler implements RequestStreamHandler {
    private final Wiring wiring;
    private final SetUp setUp;

    /** The function on Lambda. */
    public SetupHandler() {
        this(Wiring.ofProcess());
    }

    public SetupHandler(Wiring wiring) {
        this.wiring = wiring;
        this.setUp = wiring.setUp();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        if (!(JsonReader.parse(event.readAllBytes()) instanceof Json.Obj payload)) {
            throw new IllegalArgumentException("expected a JSON object");
        }
        Json.Obj told;
        if (payload.get("rotateCheckpointKey") != null) {
            told = rotate(object(payload, "rotateCheckpointKey"));
        } else if (payload.get("newIncarnation") != null) {
            told = begin(object(payload, "newIncarnation"));
        } else if (payload.get("unlock") != null) {
            told = unlock(object(payload, "unlock"));
        } else {
            told = setUp(payload);
        }
        answer.write(Jcs.bytes(told));
    }

    private Json.Obj setUp(Json.Obj payload) {
        SetUp.Done done =
                setUp.run(text(payload, "tenant"), text(payload, "adminTokenHash"), text(payload, "adminUser"));
        Json.ObjBuilder told = Json.obj().put("origin", done.origin().text()).put("vkeys", texts(done.verifierKeys()));
        done.admin()
                .ifPresent(admin -> told.put(
                        "admin",
                        Json.obj()
                                .put("username", admin.user().username().text())
                                .put("password", admin.password())
                                .build()));
        return told.build();
    }

    private Json.Obj unlock(Json.Obj payload) {
        String username = text(payload, "username")
                .orElseThrow(() -> new IllegalArgumentException("username: expected whom to let in"));
        boolean resets = Json.of(true).equals(payload.get("resetPassword"));
        Json.ObjBuilder told = Json.obj().put("username", username);
        setUp.unlock(text(payload, "tenant"), username, resets).ifPresent(password -> told.put("password", password));
        return told.build();
    }

    private Json.Obj rotate(Json.Obj payload) {
        Instant overlapUntil = text(payload, "overlapUntil")
                .flatMap(ZonedText::parse)
                .orElseThrow(() -> new IllegalArgumentException(
                        "overlapUntil: expected a time with a zone, such as 2026-12-22T00:00:00Z"));
        List<Json> rotated = wiring.keyRotation().run(overlapUntil).stream()
                .<Json>map(ledger -> Json.obj()
                        .put("origin", ledger.origin().text())
                        .put(
                                "vkeys",
                                texts(ledger.keys().stream()
                                        .map(VerifierKey::text)
                                        .toList()))
                        .build())
                .toList();
        return Json.obj().put("rotated", new Json.Arr(rotated)).build();
    }

    private Json.Obj begin(Json.Obj payload) {
        Origin last = text(payload, "after")
                .map(Origin::parse)
                .orElseThrow(() -> new IllegalArgumentException("after: expected the origin that was restored"));
        boolean forced = Json.of(true).equals(payload.get("force"));
        Incarnations.Begun begun = wiring.incarnations().after(last, forced);
        Origin origin = begun.tenant().origin();
        return Json.obj()
                .put("origin", origin.text())
                .put("previousOrigin", last.text())
                .put("kept", begun.kept())
                .put("recordedAgain", begun.recordedAgain())
                .put("vkeys", texts(setUp.verifierKeys(origin)))
                .build();
    }

    private static Json texts(List<String> texts) {
        return Json.arr(texts.stream().map(Json::of).toArray(Json[]::new));
    }

    private static Json.Obj object(Json.Obj payload, String name) {
        if (payload.get(name) instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalArgumentException(name + ": expected an object");
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
