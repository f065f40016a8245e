package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The API as a program uses it. */
final class ApiClient implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(40);
    private static final int MOST_REDIRECTS = 10;

    private final URI url;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiClient(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Sends events; the status of the answer. */
    int post(List<Json.Obj> events) throws IOException, InterruptedException {
        Json.Obj body =
                Json.obj().put("events", new Json.Arr(List.copyOf(events))).build();
        HttpRequest request = request(url.resolve("/api/audit/events"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Jcs.bytes(body)))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(url.resolve(path)).build(), BodyHandlers.ofString());
    }

    Json.Obj getJson(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return object(response);
    }

    /** Sends an object that makes something; what was made. */
    Json.Obj postJson(String path, Json.Obj body) throws IOException, InterruptedException {
        HttpRequest request = request(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Jcs.bytes(body)))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return object(response);
    }

    private static Json.Obj object(HttpResponse<String> response) {
        return (Json.Obj) JsonReader.parse(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Changes settings as they stand now; null of JSON for the default. */
    void patchSettings(Json.Obj changes) throws IOException, InterruptedException {
        String tag = get("/api/settings").headers().firstValue("etag").orElseThrow();
        HttpRequest request = request(url.resolve("/api/settings"))
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .method("PATCH", BodyPublishers.ofByteArray(Jcs.bytes(changes)))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** How often each id is found when everything is searched. */
    Map<UUID, Integer> findAll() throws IOException, InterruptedException {
        Map<UUID, Integer> found = new HashMap<>();
        String cursor = "";
        while (true) {
            Json.Obj page = getJson("/api/audit?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (Json entry : ((Json.Arr) member(page, "data")).items()) {
                found.merge(UUID.fromString(text(entry, "id")), 1, Integer::sum);
            }
            if (!(member(member(page, "page"), "nextCursor") instanceof Json.Str(String next))) {
                return found;
            }
            cursor = next;
        }
    }

    /** The newest signed checkpoint, as a note. */
    String checkpoint() throws IOException, InterruptedException {
        return text(getJson("/api/audit/checkpoint"), "note");
    }

    /** Asks for an export and waits until it is made; its id. */
    String export() throws IOException, InterruptedException {
        HttpRequest request = request(url.resolve("/api/exports"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"format\":\"csv\"}"))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return text(object(response), "id");
    }

    /** Gets a file as {@code curl -L} does: redirects are followed, and only this server sees the token. */
    void download(String path, Path file) throws IOException, InterruptedException {
        URI at = url.resolve(path);
        for (int redirect = 0; redirect < MOST_REDIRECTS; redirect++) {
            boolean ours = at.getAuthority().equals(url.getAuthority());
            HttpRequest request = (ours ? request(at) : HttpRequest.newBuilder(at)).build();
            HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(file));
            if (response.statusCode() == 200) {
                return;
            }
            assertThat(response.statusCode()).as(path).isEqualTo(303);
            at = at.resolve(response.headers().firstValue("location").orElseThrow());
        }
        throw new AssertionError("redirected more than " + MOST_REDIRECTS + " times: " + path);
    }

    private HttpRequest.Builder request(URI at) {
        return HttpRequest.newBuilder(at).timeout(LONGEST_ANSWER).header("Authorization", "Bearer " + token);
    }

    static Json member(Json json, String name) {
        return Objects.requireNonNull(((Json.Obj) json).members().get(name), name);
    }

    static String text(Json json, String name) {
        return ((Json.Str) member(json, name)).value();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
