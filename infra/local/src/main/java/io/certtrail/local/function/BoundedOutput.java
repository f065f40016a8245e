package io.certtrail.local.function;

import java.io.ByteArrayOutputStream;

/** Keeps what is written up to a limit, and no byte above it: it only remembers that there was one. */
final class BoundedOutput extends ByteArrayOutputStream {
    private final int limit;
    private boolean exceeded;

    BoundedOutput(int limit) {
        super(1024);
        this.limit = limit;
    }

    @Override
    public synchronized void write(int b) {
        if (fits(1)) {
            super.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (fits(length)) {
            super.write(bytes, offset, length);
        }
    }

    private boolean fits(int more) {
        exceeded |= count + (long) more > limit;
        return !exceeded;
    }

    synchronized boolean exceeded() {
        return exceeded;
    }
}
