package io.certtrail.testkit.chain;

/** A store refused a call for now; it had no effect. */
public final class Throttled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Throttled(String call) {
        super("throttled: " + call, null, false, false);
    }
}
