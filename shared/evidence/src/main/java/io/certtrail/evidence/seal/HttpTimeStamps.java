package io.certtrail.evidence.seal;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/**
 * A time-stamping authority by HTTP (RFC 3161 §3.4): an answer whole within {@link #LONGEST}, of at most {@value
 * #MOST_BYTES} bytes. A redirect is not followed, since it would lead where nobody looked.
 */
public final class HttpTimeStamps implements TimeStamps {
    /** From the look-up of the name to the last byte. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    static final int MOST_BYTES = 64 << 10;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int NONCE_BITS = 64;
    private static final int OK = 200;
    private static final int HTTP_PORT = 80;

    private final URI address;
    private final @Nullable Places places;
    private final Duration longest;
    private final RandomGenerator random;

    /** @param places null if the address may lead anywhere */
    HttpTimeStamps(URI address, @Nullable Places places, Duration longest, RandomGenerator random) {
        this.address = address;
        this.places = places;
        this.longest = longest;
        this.random = random;
    }

    /**
     * An authority wherever it is: named by who runs the deployment.
     *
     * @param random gives nonces
     */
    public static HttpTimeStamps anywhere(URI address, RandomGenerator random) {
        return new HttpTimeStamps(address, null, LONGEST, random);
    }

    /**
     * An authority on the public internet: named by a tenant. No machine that only the deployment can reach is called.
     *
     * @param random gives nonces
     */
    public static HttpTimeStamps onTheInternet(URI address, RandomGenerator random) {
        return new HttpTimeStamps(address, Places::onTheInternet, LONGEST, random);
    }

    @Override
    public TimeStampResponse stamp(byte[] sha256) throws IOException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(
                NISTObjectIdentifiers.id_sha256, sha256, new BigInteger(NONCE_BITS, Random.from(random)));
        try {
            TimeStampResponse response = new TimeStampResponse(ask(request.getEncoded()));
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw fault("refused: " + response.getStatusString(), null);
            }
            return response;
        } catch (TSPException e) {
            throw fault("gave an answer that is not one to the question: " + e.getMessage(), e);
        }
    }

    private byte[] ask(byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                .build();
        HttpClient client = client();
        try {
            HttpResponse<byte[]> answer = client.sendAsync(
                            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
                    .get(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw fault("answered with status " + answer.statusCode(), null);
            }
            return answer.body();
        } catch (TimeoutException e) {
            throw fault("gave no whole answer within %d s".formatted(longest.toSeconds()), e);
        } catch (ExecutionException e) {
            throw fault("did not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault("was interrupted", e);
        } finally {
            client.shutdownNow();
        }
    }

    /**
     * A client for one question. Without TLS it calls the very place that was looked at, as it would a proxy (RFC 9112
     * §3.2.2: every server takes that form), since a name may lead elsewhere at the next look. With TLS it looks the name
     * up again; whoever is there must show a certificate of that name before any byte of HTTP is sent.
     */
    private HttpClient client() throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT);
        if (places != null) {
            InetSocketAddress place = new InetSocketAddress(
                    places.of(address.getHost()), address.getPort() < 0 ? HTTP_PORT : address.getPort());
            client.proxy("http".equals(address.getScheme()) ? ProxySelector.of(place) : HttpClient.Builder.NO_PROXY);
        }
        return client.build();
    }

    /** Names the host alone: what is behind it may be a secret. */
    private IOException fault(String what, @Nullable Exception cause) {
        return new IOException("the time-stamping authority at %s %s".formatted(address.getHost(), what), cause);
    }
}
