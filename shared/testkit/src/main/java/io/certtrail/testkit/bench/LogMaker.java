package io.certtrail.testkit.bench;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.publish.GrownLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a published log in a folder, as large as one likes, with its verifier key in {@code log.vkey} beside it: something to
 * try {@code certtrail verify --log} on.
 *
 * <pre>{@code
 * java -cp <class path> io.certtrail.testkit.bench.LogMaker /tmp/big 1000000 10000
 * certtrail verify --log /tmp/big/log --keys /tmp/big/log.vkey --against /tmp/big/log/checkpoints/500000
 * }</pre>
 *
 * The arguments are the folder, the number of entries, and how many there are from one checkpoint to the next. A million
 * entries take 380 MB.
 */
public final class LogMaker {
    private static final Origin ORIGIN = new Origin("certtrail.bench", "acme", 1);
    private static final long SEED = 7;

    private LogMaker() {}

    public static void main(String[] arguments) throws IOException {
        make(Path.of(arguments[0]), Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    }

    /** Makes the log; gives its newest state. */
    public static Checkpoint make(Path folder, long entries, long signEvery) throws IOException {
        Ed25519Signer key = Ed25519Signer.of(ORIGIN.text(), new byte[Ed25519Signer.SEED_SIZE]);
        Path log = Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("log.vkey"), key.verifierKey().text() + '\n');
        return GrownLog.of(ORIGIN, key, SEED, (path, bytes) -> write(log.resolve(path), bytes))
                .grow(entries, signEvery)
                .checkpoint();
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
