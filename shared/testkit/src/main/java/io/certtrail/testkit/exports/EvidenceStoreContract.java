package io.certtrail.testkit.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.exports.EvidenceStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link EvidenceStore} does. */
public abstract class EvidenceStoreContract {
    private static final String TYPE = "text/csv; charset=utf-8";
    private static final int MEBI = 1 << 20;

    /** The store under test. */
    protected abstract EvidenceStore store();

    /** What a link hands out now; empty if there is nothing. */
    protected abstract Optional<byte[]> follow(URI link) throws IOException;

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 5 * MEBI - 1, 5 * MEBI, 5 * MEBI + 1, 10 * MEBI, 10 * MEBI + 1, 16 * MEBI, 21 * MEBI + 7})
    void aFileHasTheHeadThatCameLastAndThenWhatWasWritten(int size) throws IOException {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        byte[] head = "the head\n".getBytes(UTF_8);
        try (EvidenceStore.Upload upload = store().begin("whole/" + size, TYPE)) {
            writeInPieces(upload, body);
            assertThat(upload.complete(head)).isEqualTo(size + head.length);
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(head);
        expected.writeBytes(body);
        assertThat(fetch("whole/" + size))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(expected.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12 * MEBI})
    void nothingIsSeenOfAFileBeforeItIsComplete(int size) throws IOException {
        try (EvidenceStore.Upload upload = store().begin("early/" + size, TYPE)) {
            upload.write(new byte[size]);
            assertThat(fetch("early/" + size)).isEmpty();
            upload.complete();
        }
        assertThat(fetch("early/" + size))
                .hasValueSatisfying(found -> assertThat(found).hasSize(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12 * MEBI})
    void anUploadThatIsClosedIncompleteLeavesNothing(int size) throws IOException {
        try (EvidenceStore.Upload upload = store().begin("given-up/" + size, TYPE)) {
            upload.write(new byte[size]);
        }
        assertThat(fetch("given-up/" + size)).isEmpty();
    }

    @Test
    void anUploadThatIsOverTakesNoMore() throws IOException {
        try (EvidenceStore.Upload upload = store().begin("over", TYPE)) {
            upload.write('a');
            upload.complete();
            assertThatThrownBy(() -> upload.write('b')).isInstanceOf(IOException.class);
            assertThatThrownBy(upload::complete).isInstanceOf(IOException.class);
        }
        assertThat(fetch("over"))
                .hasValueSatisfying(found -> assertThat(found).asString().isEqualTo("a"));
    }

    @Test
    void closingTwiceIsOnce() throws IOException {
        EvidenceStore.Upload upload = store().begin("twice", TYPE);
        upload.close();
        upload.close();
        assertThat(fetch("twice")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5 * MEBI, 5 * MEBI + 1, 10 * MEBI, 10 * MEBI + 1, 21 * MEBI + 7})
    void anUploadThatIsPausedGoesOnWhereItWasHoweverOften(int size) throws IOException {
        byte[] before = new byte[size];
        byte[] after = new byte[6 * MEBI + 3];
        new Random(size).nextBytes(before);
        new Random(size + 1).nextBytes(after);
        String key = "paused/" + size;
        EvidenceStore.Paused paused;
        try (EvidenceStore.Upload upload = store().begin(key, TYPE)) {
            writeInPieces(upload, before);
            paused = upload.pause();
            assertThatThrownBy(() -> upload.write('b')).isInstanceOf(IOException.class);
        }
        try (EvidenceStore.Upload lost = store().resume(paused)) {
            lost.write(new byte[11 * MEBI]);
        }
        assertThat(fetch(key)).isEmpty();
        try (EvidenceStore.Upload upload = store().resume(paused)) {
            writeInPieces(upload, after);
            paused = upload.pause();
        }
        byte[] head = "the head\n".getBytes(UTF_8);
        try (EvidenceStore.Upload upload = store().resume(paused)) {
            upload.write('z');
            assertThat(upload.complete(head)).isEqualTo(head.length + before.length + after.length + 1);
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(head);
        expected.writeBytes(before);
        expected.writeBytes(after);
        expected.write('z');
        assertThat(fetch(key)).hasValueSatisfying(found -> assertThat(found).isEqualTo(expected.toByteArray()));
        try (InputStream in = store().open(key)) {
            assertThat(in.readAllBytes()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void aFileThatIsNotThereIsNotOpened() {
        assertThatThrownBy(() -> store().open("no/such").readAllBytes()).isInstanceOf(IOException.class);
    }

    private Optional<byte[]> fetch(String key) throws IOException {
        return follow(store().link(key, "file-1.csv", TYPE, Duration.ofMinutes(5)));
    }

    private static void writeInPieces(EvidenceStore.Upload upload, byte[] body) throws IOException {
        Random sizes = new Random(body.length);
        int at = 0;
        while (at < body.length) {
            int piece = Math.min(body.length - at, 1 + sizes.nextInt(200_000));
            upload.write(body, at, piece);
            at += piece;
        }
    }
}
