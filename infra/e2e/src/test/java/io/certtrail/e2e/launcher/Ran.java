package io.certtrail.e2e.launcher;

/** A process that ended. */
record Ran(long pid, int exitCode, String out, String err) {

    String all() {
        return "exit " + exitCode + "\n" + out + err;
    }
}
