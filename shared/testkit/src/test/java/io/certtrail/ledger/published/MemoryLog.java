package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.verify.TrustedKeys;
import io.certtrail.testkit.publish.GrownLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A published log in memory, which a test can spoil; and the keys that it was signed with. */
final class MemoryLog implements PublishedLog {
    static final Origin ORIGIN = new Origin("certtrail.test", "acme", 1);
    static final Ed25519Signer KEY = key(ORIGIN.text(), 1);
    static final Ed25519Signer EXPORT_KEY = key(ORIGIN.exportsKeyName(), 2);
    static final TrustedKeys KEYS = new TrustedKeys(List.of(KEY.verifierKey(), EXPORT_KEY.verifierKey()));

    final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final boolean isListable;

    private MemoryLog(boolean isListable) {
        this.isListable = isListable;
    }

    static Ed25519Signer key(String name, int number) {
        byte[] seed = new byte[Ed25519Signer.SEED_SIZE];
        seed[0] = (byte) number;
        return Ed25519Signer.of(name, seed);
    }

    static MemoryLog of(long size, long signEvery) {
        return of(ORIGIN, KEY, 7, size, signEvery);
    }

    static MemoryLog of(Origin origin, NoteSigner key, long seed, long size, long signEvery) {
        MemoryLog log = new MemoryLog(true);
        GrownLog grown = GrownLog.of(origin, key, seed, log.objects::put).grow(size, signEvery);
        if (size == 0) {
            Checkpoint _ = grown.sign();
        }
        return log;
    }

    MemoryLog copy() {
        return copy(isListable);
    }

    MemoryLog copy(boolean listable) {
        MemoryLog copy = new MemoryLog(listable);
        objects.forEach((path, bytes) -> copy.objects.put(path, bytes.clone()));
        return copy;
    }

    KeptCheckpoint kept(long size) {
        return kept(size, "old-" + size);
    }

    KeptCheckpoint kept(long size, String name) {
        return KeptCheckpoints.NONE
                .and(name, note(size), new TrustedKeys(List.of(KEY.verifierKey())))
                .usable()
                .getFirst();
    }

    byte[] note(long size) {
        byte[] note = objects.get("checkpoints/" + size);
        if (note == null) {
            throw new IllegalArgumentException("nothing was saved at " + size);
        }
        return note;
    }

    /** Signs any state at all, and shows it as the newest. */
    void show(Checkpoint checkpoint, NoteSigner... signers) {
        byte[] note = checkpoint.sign(signers).format().getBytes(StandardCharsets.UTF_8);
        objects.put("checkpoint", note);
        objects.put("checkpoints/" + checkpoint.size(), note);
    }

    LogVerdict verify() {
        return verify(KEYS, KeptCheckpoints.NONE);
    }

    LogVerdict verify(TrustedKeys keys, KeptCheckpoints kept) {
        return verify(keys, kept, 2);
    }

    LogVerdict verify(TrustedKeys keys, KeptCheckpoints kept, int parallel) {
        return LogVerifier.trusting(
                        keys, new LogVerifier.Settings(parallel, MemoryLog::scratch, 42, (entries, of) -> {}))
                .verify(this, kept);
    }

    static SeekableByteChannel scratch() throws IOException {
        return Files.newByteChannel(
                Files.createTempFile("ids", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public byte @Nullable [] read(String path, int most) throws IOException {
        byte[] bytes = objects.get(path);
        return bytes == null ? null : new ByteArrayInputStream(bytes).readNBytes(most + 1);
    }

    @Override
    public boolean list(String folder, Consumer<String> names) {
        if (isListable) {
            objects.keySet().stream()
                    .filter(path -> path.startsWith(folder + '/'))
                    .map(path -> path.substring(folder.length() + 1))
                    .filter(name -> name.indexOf('/') < 0)
                    .forEach(names);
        }
        return isListable;
    }
}
