package io.certtrail.evidence.digest;

import io.certtrail.domain.exports.RunningDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * SHA-256 by Bouncy Castle, whose state can be had; it takes some six times as long as the JDK's, which uses the
 * processor's instructions. Thread-safe; what it gives is for one thread.
 */
public final class BouncyDigests implements RunningDigest.Source {
    @Override
    public RunningDigest begin() {
        return new Running(new SHA256Digest());
    }

    @Override
    public RunningDigest resume(byte[] state) {
        try {
            return new Running(new SHA256Digest(state));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no state of a SHA-256", e);
        }
    }

    private static final class Running extends RunningDigest {
        private final SHA256Digest digest;

        Running(SHA256Digest digest) {
            this.digest = digest;
        }

        @Override
        public byte[] state() {
            return digest.getEncodedState();
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            byte[] hash = new byte[digest.getDigestSize()];
            digest.doFinal(hash, 0);
            return hash;
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }

        @Override
        protected int engineGetDigestLength() {
            return digest.getDigestSize();
        }

        @Override
        public Object clone() {
            return new Running(new SHA256Digest(digest));
        }
    }
}
