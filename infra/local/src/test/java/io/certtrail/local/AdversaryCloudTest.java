package io.certtrail.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real functions against an adversary: whatever goes wrong, every event is logged once. {@code -Dseed=N} repeats. */
@Timeout(300)
class AdversaryCloudTest {
    private static final int EVENTS = 300;
    private static final int BATCH = 20;

    @Test
    void everyEventIsLoggedOnceWhateverGoesWrong() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("adversary test, seed " + seed);
        List<String> ids = IntStream.range(0, EVENTS)
                .mapToObj(i -> "00000000-0000-7000-8000-%012d".formatted(i))
                .toList();
        LocalOptions options = LocalOptions.inMemory().withAdversary(seed).withPeriod(Duration.ofSeconds(2));
        try (LocalCloud cloud = LocalCloud.start(options);
                HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < EVENTS; i += BATCH) {
                String body = ids.subList(i, i + BATCH).stream()
                        .map(AdversaryCloudTest::event)
                        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
                until202(http, cloud, body);
            }

            Map<String, Integer> found = Map.of();
            while (!found.keySet().containsAll(ids)) {
                found = findAll(http, cloud);
            }
            assertThat(found.values()).as("seed %d", seed).containsOnly(1);
        }
    }

    private static String event(String id) {
        return "{\"id\":\"%s\",\"action\":\"custom.adversary.met\",\"resource\":{\"type\":\"t\",\"id\":\"1\"}}"
                .formatted(id);
    }

    private static void until202(HttpClient http, LocalCloud cloud, String body) throws Exception {
        HttpRequest request = request(cloud, "/api/audit/events")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        while (response.statusCode() != 202) {
            assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(429);
            response = http.send(request, BodyHandlers.ofString());
        }
    }

    private static Map<String, Integer> findAll(HttpClient http, LocalCloud cloud) throws Exception {
        Map<String, Integer> found = new HashMap<>();
        List<String> path = new ArrayList<>(List.of("/api/audit?limit=500"));
        while (!path.isEmpty()) {
            HttpResponse<String> response =
                    http.send(request(cloud, path.removeLast()).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return Map.of();
            }
            Json.Obj page = (Json.Obj) JsonReader.parse(response.body().getBytes(StandardCharsets.UTF_8));
            for (Json entry : ((Json.Arr) member(page, "data")).items()) {
                found.merge(((Json.Str) member(entry, "id")).value(), 1, Integer::sum);
            }
            if (member(member(page, "page"), "nextCursor") instanceof Json.Str(String cursor)) {
                path.add("/api/audit?limit=500&cursor=" + cursor);
            }
        }
        return found;
    }

    private static Json member(Json json, String name) {
        return Objects.requireNonNull(((Json.Obj) json).members().get(name), name);
    }

    private static HttpRequest.Builder request(LocalCloud cloud, String path) throws IOException {
        String token = Files.readString(cloud.data().adminToken()).strip();
        return HttpRequest.newBuilder(URI.create(cloud.url() + path)).header("Authorization", "Bearer " + token);
    }
}
