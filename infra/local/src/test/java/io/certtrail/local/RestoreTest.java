package io.certtrail.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.ConsistencyProof;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.TileHashReader;
import io.certtrail.ledger.verify.TrustedKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runbook docs/restore.md, followed on a local cloud: tables of an earlier day under a log that went on. */
@Timeout(180)
class RestoreTest {
    /** The chain's opening, its tenant, its first token, its first administrator. */
    private static final int FIRST = 4;

    private static final Origin OLD = LocalCloud.ORIGIN;
    private static final List<String> TABLES = List.of("dynamodb", "streams");
    private static final String BEGIN = "{\"newIncarnation\":{\"after\":\"%s\"}}".formatted(OLD);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Path backup;

    RestoreTest(@TempDir Path folder) {
        data = folder.resolve("data");
        backup = folder.resolve("backup");
    }

    private static LocalOptions options(Path data) {
        return LocalOptions.on(data).withPort(0).withPeriod(Duration.ofSeconds(1));
    }

    @Test
    void anOlderStateIsNotSignedAndTheNextIncarnationNamesWhatWasSigned() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(options(data))) {
            post(cloud, 0, 5);
            awaitCheckpoint(OLD, FIRST + 5);
        }
        copy(data, backup);
        try (LocalCloud cloud = LocalCloud.start(options(data))) {
            post(cloud, 5, 9);
            awaitCheckpoint(OLD, FIRST + 9);
        }
        Checkpoint signed = checkpoint(OLD);
        // The restore: tables of the earlier day. Buckets stay as they are.
        copy(backup, data);
        try (LocalCloud cloud = LocalCloud.start(options(data))) {
            post(cloud, 9, 12);
            await(() -> read("logs/publisher.log").contains("\"alarm\":\"integrity\""));
            await(() -> get(cloud, "/api/audit/" + id(11)).statusCode() == 200);
        }
        assertThat(checkpoint(OLD)).isEqualTo(signed);

        long size;
        try (LocalCloud cloud = LocalCloud.start(options(data).withSetUp(BEGIN))) {
            Json.Obj answer = object(cloud.setUp().orElseThrow());
            assertThat(answer.get("origin")).isEqualTo(Json.of(OLD.next().text()));
            assertThat(answer.get("kept")).isEqualTo(Json.of(FIRST + 5));
            // What was logged after the restore was acknowledged: it is in the new tree.
            for (int i = 9; i < 12; i++) {
                int at = i;
                await(() -> get(cloud, "/api/audit/" + id(at)).statusCode() == 200);
            }
            // What was lost may be brought in again; what the old tree holds is not in the new one.
            post(cloud, 5, 9);
            await(() -> get(cloud, "/api/audit/" + id(8)).statusCode() == 200);
            assertThat(get(cloud, "/api/audit/" + id(0)).statusCode()).isEqualTo(404);
            Json.Obj opened = (Json.Obj) ((Json.Arr)
                            object(get(cloud, "/api/audit?action=ledger.opened").body())
                                    .member("data"))
                    .items()
                    .getFirst();
            assertThat(opened.get("details"))
                    .isEqualTo(Json.obj()
                            .put("origin", OLD.next().text())
                            .put("previousOrigin", OLD.text())
                            .put("previousSize", signed.size())
                            .put("previousRoot", signed.root().base64())
                            .build());
            await(() -> get(cloud, "/api/audit/" + id(8) + "/proof").statusCode() == 200);
            // A head is signed first and shown then.
            awaitCheckpoint(OLD.next(), 8);
            size = checkpoint(OLD.next()).size();
        }
        assertThat(size).isGreaterThanOrEqualTo(8);
        requireWhole(OLD);
        requireWhole(OLD.next());
        try (LocalCloud cloud = LocalCloud.start(options(data).withSetUp(BEGIN))) {
            assertThat(object(cloud.setUp().orElseThrow()).get("origin"))
                    .as("begun already")
                    .isEqualTo(Json.of(OLD.next().text()));
        }
    }

    @Test
    void nothingIsBegunWhereNothingWasLost() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(options(data))) {
            post(cloud, 0, 3);
            awaitCheckpoint(OLD, FIRST + 3);
        }
        assertThatThrownBy(() -> LocalCloud.start(options(data).withSetUp(BEGIN)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing was lost");
    }

    /** Checkpoint and every older one are signed by the log's keys and consistent with each other. */
    private void requireWhole(Origin origin) throws IOException {
        Checkpoint newest = checkpoint(origin);
        Path log = data.resolve("s3/log").resolve(origin.text());
        try (Stream<Path> kept = Files.list(log.resolve("checkpoints"))) {
            for (Path file : kept.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                Checkpoint older = verified(origin, Files.readString(file));
                TileHashReader hashes = new TileHashReader(newest.size(), path -> bytes(log.resolve(path)));
                List<Hash> proof = ConsistencyProof.make(older.size(), newest.size(), hashes);
                assertThat(ConsistencyProof.verify(older.size(), newest.size(), older.root(), newest.root(), proof))
                        .isTrue();
            }
        }
    }

    private static byte @Nullable [] bytes(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Checkpoint checkpoint(Origin origin) {
        return verified(origin, read("s3/log/" + origin.text() + "/checkpoint"));
    }

    private Checkpoint verified(Origin origin, String text) {
        SignedNote note = SignedNote.parse(text);
        assertThat(note.verify(TrustedKeys.parse(read("log.vkey")).keys()))
                .allMatch(key -> key.name().equals(origin.text()));
        return Checkpoint.parse(note.text());
    }

    private void awaitCheckpoint(Origin origin, long size) throws InterruptedException {
        Path file = data.resolve("s3/log/" + origin.text() + "/checkpoint");
        await(() -> Files.exists(file) && checkpoint(origin).size() >= size);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(data.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String id(int number) {
        return "00000000-0000-7000-8000-%012d".formatted(number);
    }

    private void post(LocalCloud cloud, int from, int to) throws Exception {
        String events = String.join(
                ",",
                IntStream.range(from, to)
                        .mapToObj(i ->
                                "{\"id\":\"%s\",\"action\":\"custom.restore.rehearsed\",\"resource\":{\"type\":\"t\",\"id\":\"%d\"}}"
                                        .formatted(id(i), i))
                        .toList());
        HttpRequest request = request(cloud, "/api/audit/events")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"events\":[" + events + "]}"))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    private HttpResponse<String> get(LocalCloud cloud, String path) {
        try {
            return http.send(request(cloud, path).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(LocalCloud cloud, String path) {
        return HttpRequest.newBuilder(URI.create(cloud.url() + path))
                .header("Authorization", "Bearer " + read("admin-token").strip());
    }

    private static Json.Obj object(String text) {
        return (Json.Obj) Objects.requireNonNull(JsonReader.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** SQLite takes its side files away when the last connection is closed, some time after the cloud has stopped. */
    private void awaitClosed() throws InterruptedException {
        Path database = data.resolve("dynamodb");
        // SQLite takes them away in this order when its last connection is closed.
        await(() -> !Files.exists(database.resolve("dynamodb.db-shm"))
                && !Files.exists(database.resolve("dynamodb.db-wal")));
    }

    /** The tables alone. */
    private void copy(Path from, Path to) throws IOException, InterruptedException {
        awaitClosed();
        for (String part : TABLES) {
            if (Files.exists(to.resolve(part))) {
                try (Stream<Path> old = Files.walk(to.resolve(part))) {
                    for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            try (Stream<Path> files = Files.walk(from.resolve(part))) {
                for (Path file : files.toList()) {
                    Path target = to.resolve(from.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
