package io.certtrail.aws.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.EvidenceStore;
import io.certtrail.testkit.exports.EvidenceStoreContract;
import io.certtrail.testkit.s3.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class S3EvidenceStoreTest extends EvidenceStoreContract {
    private static final String BUCKET = "evidence";

    private final EmbeddedS3 s3 = new EmbeddedS3();
    private final HttpClient http = HttpClient.newHttpClient();
    private final EvidenceStore store = new S3EvidenceStore(s3.client(), s3.presigner(), BUCKET, Duration.ofDays(90));

    @BeforeAll
    void makeBucket() {
        s3.client().createBucket(create -> create.bucket(BUCKET));
    }

    @AfterAll
    void stop() {
        http.close();
        s3.close();
    }

    @Override
    protected EvidenceStore store() {
        return store;
    }

    @Override
    protected Optional<byte[]> follow(URI link) throws IOException {
        HttpResponse<byte[]> answer = get(link);
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    @Test
    void aLinkSaysNameAndTypeOfTheFile() throws IOException {
        write("named");
        HttpResponse<byte[]> answer = get(store.link("named", "log-1.csv", "text/csv", Duration.ofMinutes(5)));
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"log-1.csv\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv");
    }

    @Test
    void aLinkForOneFileOpensNoOther() throws IOException {
        write("mine");
        write("other");
        String link = store.link("mine", "log-1.csv", "text/csv", Duration.ofMinutes(5))
                .toString();
        assertThat(get(URI.create(link.replace("/mine?", "/other?"))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anUploadThatIsGivenUpLeavesNoParts() throws IOException {
        try (EvidenceStore.Upload upload = store.begin("parts", "text/csv")) {
            upload.write(new byte[11 << 20]);
            assertThat(uploads()).isEqualTo(1);
        }
        assertThat(uploads()).isZero();
    }

    private int uploads() {
        return s3.client()
                .listMultipartUploads(list -> list.bucket(BUCKET))
                .uploads()
                .size();
    }

    private void write(String key) throws IOException {
        try (EvidenceStore.Upload upload = store.begin(key, "text/csv")) {
            upload.write(key.getBytes(UTF_8));
            upload.complete();
        }
    }

    private HttpResponse<byte[]> get(URI link) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
