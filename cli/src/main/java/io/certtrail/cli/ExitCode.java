package io.certtrail.cli;

/** Exit codes; those from 64 on are the ones of sysexits.h. */
public final class ExitCode {

    /** All that was asked for was done. */
    public static final int OK = 0;
    /** Something of what was asked for was not done; the output says what. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 64;
    /** CertTrail could not be reached. */
    public static final int UNAVAILABLE = 69;
    /** A fault in this program. */
    public static final int SOFTWARE = 70;

    private ExitCode() {}
}
