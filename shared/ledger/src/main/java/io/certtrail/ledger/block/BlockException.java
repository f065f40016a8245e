package io.certtrail.ledger.block;

/** A block is not what it must be: it can't be read, or it does not fit the chain. */
public final class BlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BlockException(String message) {
        super(message);
    }

    BlockException(String message, Throwable cause) {
        super(message, cause);
    }
}
