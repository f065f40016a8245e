package io.certtrail.local.data;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a running local cloud leaves word of in its folder, so that commands find it.
 *
 * @param pid its process
 * @param url where its API answers
 * @param data its folder
 */
public record RunningCloud(long pid, URI url, Path data) {
    static final String FILE = "local.json";

    public void write(Path file) throws IOException {
        Json.Obj text = Json.obj()
                .put("pid", pid)
                .put("url", url.toString())
                .put("data", data.toString())
                .build();
        PrivateFile.write(file, Jcs.text(text) + "\n");
    }

    /** What the file says; empty if there is none that can be read. */
    static Optional<RunningCloud> read(Path file) {
        try {
            if (Files.exists(file)
                    && JsonReader.parse(Files.readAllBytes(file)) instanceof Json.Obj obj
                    && obj.members().get("pid") instanceof Json.Num(long pid)
                    && obj.members().get("url") instanceof Json.Str(String url)
                    && obj.members().get("data") instanceof Json.Str(String data)) {
                return Optional.of(new RunningCloud(pid, URI.create(url), Path.of(data)));
            }
        } catch (IOException | JsonException | IllegalArgumentException e) {
            // Only a hint: who can't read it goes without.
        }
        return Optional.empty();
    }
}
