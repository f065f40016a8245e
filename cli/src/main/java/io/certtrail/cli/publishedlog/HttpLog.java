package io.certtrail.cli.publishedlog;

import io.certtrail.cli.server.ApiClient.Pause;
import io.certtrail.ledger.published.PublishedLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log on the web, below one address. It can't be listed. What is answered with 404 or 410 is not there; with 403 it may be
 * there, so nothing can be told. Other failures are tried again a few times. Redirects are followed a few times, and never
 * to another host. A request takes at most 30 seconds, its body included. Safe for use by many threads.
 */
public final class HttpLog implements PublishedLog, AutoCloseable {
    private static final Set<Integer> MISSING = Set.of(404, 410);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> AGAIN = Set.of(429, 500, 502, 503, 504);
    private static final int MOST_REDIRECTS = 5;
    private static final int TRIES = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String base;
    private final Duration timeout;
    private final Pause pause;
    private final HttpClient http;

    /**
     * A log at an address.
     *
     * @param base http or https, without query and user name
     * @param timeout of one request
     * @throws IllegalArgumentException for any other address
     */
    public HttpLog(String base, Duration timeout, Pause pause) {
        URI uri = URI.create(base);
        boolean plain = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    "a log's address is http(s)://host/path without user name, query and fragment, found " + base);
        }
        this.base = base.endsWith("/") ? base : base + '/';
        this.timeout = timeout;
        this.pause = pause;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** Whether this is meant as an address rather than as a folder. */
    public static boolean isAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    @Override
    public byte @Nullable [] read(String path, int most) throws IOException {
        URI uri = URI.create(base + path);
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> response = follow(uri, most);
                if (response.statusCode() == 200) {
                    return response.body();
                }
                if (MISSING.contains(response.statusCode())) {
                    return null;
                }
                if (attempt == TRIES || !AGAIN.contains(response.statusCode())) {
                    throw new RefusedException(
                            response.uri() + " answers with status " + response.statusCode() + why(response));
                }
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new IOException("can't read " + uri + ": " + message(e), e);
                }
            }
            sleep(wait);
            wait = wait.multipliedBy(3);
        }
    }

    /** A failure that stays if it is tried again. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private static String why(HttpResponse<byte[]> response) {
        return response.statusCode() == 403 ? ": it may be there or not, so nothing can be told" : "";
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private HttpResponse<byte[]> follow(URI start, int most) throws IOException {
        URI uri = start;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<byte[]> response = get(uri, most);
            Optional<String> location = response.headers().firstValue("Location");
            if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
                return response;
            }
            uri = sameHost(uri, location.get());
        }
        throw new RefusedException(start + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private static URI sameHost(URI from, String location) throws RefusedException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(from + " redirects to what is no address");
        }
        boolean same = Objects.equals(to.getScheme(), from.getScheme())
                && Objects.equals(to.getHost(), from.getHost())
                && to.getPort() == from.getPort();
        if (!same) {
            throw new RefusedException(from + " redirects to another place, " + to + ", which is not followed");
        }
        return to;
    }

    private HttpResponse<byte[]> get(URI uri, int most) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Accept-Encoding", "identity")
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> new CappedBody(most + 1));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(message(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            boolean _ = answer.cancel(true);
        }
    }

    private void sleep(Duration time) throws InterruptedIOException {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public boolean list(String folder, Consumer<String> names) {
        return false;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
