package io.certtrail.testkit.chain;

/** The process is dead: no code of it runs any more, so nothing may catch this but who started it. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    public Killed(String where) {
        super("killed " + where, null, false, false);
    }
}
