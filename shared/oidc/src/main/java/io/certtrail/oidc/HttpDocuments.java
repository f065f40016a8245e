package io.certtrail.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Documents by HTTPS: whole within {@link #LONGEST}, at most {@value #MOST_BYTES} bytes, with the certificate checked. A
 * redirect is not followed, since it would have somebody else say where the keys are.
 */
final class HttpDocuments implements Documents {
    /** From the look-up of the name to the last byte. */
    static final Duration LONGEST = Duration.ofSeconds(3);

    static final int MOST_BYTES = 256 * 1024;

    private static final int OK = 200;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(LONGEST)
            .build();
    private final boolean loopback;
    private final Duration longest;

    /** @param loopback whether this machine itself may be asked, without TLS: for a provider beside the local cloud */
    HttpDocuments(boolean loopback) {
        this(loopback, LONGEST);
    }

    HttpDocuments(boolean loopback, Duration longest) {
        this.loopback = loopback;
        this.longest = longest;
    }

    @Override
    public byte[] get(URI place) throws IOException {
        requireAllowed(place);
        HttpRequest request = HttpRequest.newBuilder(place)
                .header("Accept", "application/json")
                .timeout(longest)
                .build();
        CompletableFuture<HttpResponse<byte[]>> coming =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        HttpResponse<byte[]> response = await(coming, place);
        if (response.statusCode() != OK) {
            throw new IOException("expected status 200 at %s, found %d".formatted(place, response.statusCode()));
        }
        return response.body();
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> coming, URI place) throws IOException {
        try {
            return coming.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + longest + " at " + place, e);
        } catch (ExecutionException e) {
            throw new IOException("no answer at " + place + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + place, e);
        } finally {
            coming.cancel(true);
        }
    }

    private void requireAllowed(URI place) throws IOException {
        String host = place.getHost();
        boolean tls = "https".equals(place.getScheme()) && host != null;
        boolean here = loopback && "http".equals(place.getScheme()) && host != null && LOOPBACK.contains(host);
        if (!(tls || here) || place.getUserInfo() != null) {
            throw new IOException("expected an address that begins with https://, found " + place);
        }
    }
}
