package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.RunningDigest;
import io.certtrail.ledger.merkle.Sha256;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;

/** The JDK's SHA-256; its state is all that it was fed, up to {@value #MOST} bytes, after which it can't be put down. */
public final class ReplayedDigests implements RunningDigest.Source {
    private static final int MOST = 1 << 20;

    @Override
    public RunningDigest begin() {
        return new Replayed(Sha256.digest(), new ByteArrayOutputStream());
    }

    @Override
    public RunningDigest resume(byte[] state) {
        RunningDigest digest = begin();
        digest.update(state);
        return digest;
    }

    private static final class Replayed extends RunningDigest {
        private final MessageDigest digest;
        private final ByteArrayOutputStream fed;

        Replayed(MessageDigest digest, ByteArrayOutputStream fed) {
            this.digest = digest;
            this.fed = fed;
        }

        @Override
        public byte[] state() {
            if (fed.size() >= MOST) {
                throw new IllegalStateException("fed too much to be put down");
            }
            return fed.toByteArray();
        }

        @Override
        protected void engineUpdate(byte input) {
            engineUpdate(new byte[] {input}, 0, 1);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
            fed.write(input, offset, Math.min(length, MOST - fed.size()));
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
            fed.reset();
        }

        @Override
        public Object clone() {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            copy.writeBytes(fed.toByteArray());
            return new Replayed(Sha256.copy(digest), copy);
        }
    }
}
