package io.certtrail.testkit.faults;

import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.VerifierKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The key of checkpoints; knows each signature that it ever made, so that a note needs no verifying to be known. */
final class WatchedKey implements NoteSigner {
    private final Ed25519Signer key;
    private final Consumer<byte[]> watch;
    private final Map<ByteBuffer, byte[]> made = new HashMap<>();

    /**
     * A key.
     *
     * @param watch sees each message before it is signed
     */
    WatchedKey(Ed25519Signer key, Consumer<byte[]> watch) {
        this.key = key;
        this.watch = watch;
    }

    @Override
    public String name() {
        return key.name();
    }

    @Override
    public byte[] sign(byte[] message) {
        watch.accept(message);
        return made.computeIfAbsent(ByteBuffer.wrap(message.clone()), fresh -> key.sign(message))
                .clone();
    }

    @Override
    public VerifierKey verifierKey() {
        return key.verifierKey();
    }

    /** The same key, which signs again what it has signed, and nothing else. */
    NoteSigner again() {
        return new NoteSigner() {
            @Override
            public String name() {
                return key.name();
            }

            @Override
            public byte[] sign(byte[] message) {
                byte[] signature = made.get(ByteBuffer.wrap(message));
                if (signature == null) {
                    throw new AssertionError("this was never signed: " + new String(message, StandardCharsets.UTF_8));
                }
                return signature.clone();
            }

            @Override
            public VerifierKey verifierKey() {
                return key.verifierKey();
            }
        };
    }
}
