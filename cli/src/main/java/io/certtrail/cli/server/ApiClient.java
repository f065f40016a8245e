package io.certtrail.cli.server;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Speaks to the API with one token, and tries again within bounds. Safe for use by several threads at once.
 *
 * <p>429 and 503 mean that nothing was done, so everything is sent again after them, as Retry-After says. After a lost
 * connection, 500, 502 or 504 nobody knows, so only what is repeatable is sent again.
 */
public final class ApiClient implements AutoCloseable {

    /** What may happen when a request is carried out twice. */
    public enum Repeat {
        /** Nothing: reads, and writes that carry their own ids. */
        HARMLESS,
        /** It would be done twice. */
        HARMFUL
    }

    /** Waits between two tries. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    private static final Set<Integer> NOT_DONE = Set.of(429, 503);
    private static final Set<Integer> UNKNOWN = Set.of(500, 502, 504);
    private static final int TRIES = 9;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(40);

    private final ServerAddress server;
    private final HttpClient http;
    private final Pause pause;
    private final RandomGenerator random;

    public ApiClient(ServerAddress server, Pause pause, RandomGenerator random) {
        this.server = server;
        this.pause = pause;
        this.random = random;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Reads.
     *
     * @param path path and query, beginning with a slash
     */
    public Answer get(String path) {
        return send(request(path).GET().build(), Repeat.HARMLESS);
    }

    public Answer post(String path, byte[] json, Repeat repeat) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build();
        return send(request, repeat);
    }

    /** Deletes; deleted again it stays so. */
    public Answer delete(String path) {
        return send(request(path).DELETE().build(), Repeat.HARMLESS);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(REQUEST)
                .header("Authorization", "Bearer " + server.token())
                .header("Accept", "application/json, application/problem+json");
    }

    private Answer send(HttpRequest request, Repeat repeat) {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == TRIES;
            Duration wait = backoff(attempt);
            try {
                HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
                if (last || !mayRepeat(response.statusCode(), repeat)) {
                    return checked(Answer.of(response.statusCode(), response.body()));
                }
                wait = RetryAfter.of(response.headers(), wait, LONGEST_ASKED_FOR);
            } catch (ConnectException e) {
                // Nothing was sent, so it is safe to send; a server that starts again is back within seconds.
                if (last) {
                    throw unreachable(e);
                }
            } catch (IOException e) {
                if (last || repeat == Repeat.HARMFUL) {
                    throw unreachable(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailure(ExitCode.FAILED, "interrupted");
            }
            sleep(wait);
        }
    }

    private static boolean mayRepeat(int status, Repeat repeat) {
        return NOT_DONE.contains(status) || (repeat == Repeat.HARMLESS && UNKNOWN.contains(status));
    }

    /** Exponential, with full jitter, so that several importers do not come back together. */
    private Duration backoff(int attempt) {
        long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << (attempt - 1));
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }

    private void sleep(Duration time) {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted");
        }
    }

    private Answer checked(Answer answer) {
        if (answer.status() == 401) {
            throw new CommandFailure(
                    ExitCode.FAILED, server.url() + " refuses this token: " + answer.problem() + "; see --token-file");
        }
        return answer;
    }

    private CommandFailure unreachable(IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new CommandFailure(ExitCode.UNAVAILABLE, "can't reach " + server.url() + ": " + why);
    }

    @Override
    public void close() {
        http.close();
    }
}
