package io.certtrail.cli.server;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.ExitCode;
import io.certtrail.cli.Surroundings;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The local cloud that {@code certtrail up} left word of in its data folder.
 *
 * @param pid its process
 * @param url where its API answers
 * @param data its data folder
 */
public record LocalCloud(long pid, URI url, Path data) {

    private static final String FOLDER = ".certtrail";
    private static final String FILE = "local.json";

    /** Looks in {@code .certtrail/} from the working directory upwards, then in the project's root. */
    public static Optional<LocalCloud> find(Surroundings surroundings) {
        for (Path at = surroundings.directory(); at != null; at = at.getParent()) {
            Optional<LocalCloud> found = in(at.resolve(FOLDER));
            if (found.isPresent()) {
                return found;
            }
        }
        return surroundings.project().flatMap(root -> in(root.resolve(FOLDER)));
    }

    /** The one that runs on this data folder, if any does. */
    public static Optional<LocalCloud> in(Path data) {
        Path file = data.resolve(FILE);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static LocalCloud read(Path file) {
        try {
            if (JsonReader.parse(Files.readAllBytes(file)) instanceof Json.Obj obj
                    && obj.members().get("pid") instanceof Json.Num(long pid)
                    && obj.members().get("url") instanceof Json.Str(String url)
                    && obj.members().get("data") instanceof Json.Str(String data)) {
                return new LocalCloud(pid, URI.create(url), Path.of(data));
            }
        } catch (IOException | JsonException | IllegalArgumentException e) {
            throw unreadable(file, e.toString());
        }
        throw unreadable(file, "expected pid, url and data");
    }

    private static CommandFailure unreadable(Path file, String why) {
        return new CommandFailure(
                ExitCode.FAILED,
                "can't read " + file + " (" + why + "): start the local cloud again, or give --url and --token-file");
    }

    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    public Path adminToken() {
        return data.resolve("admin-token");
    }
}
