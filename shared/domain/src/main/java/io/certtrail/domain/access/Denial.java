package io.certtrail.domain.access;

import io.certtrail.ledger.entry.Client;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that was refused for who made it, or for what it would have recorded.
 *
 * @param whose whose the credential is or was; empty if nobody here gave it out
 * @param path as the caller wrote it: long, or full of anything
 * @param reason one of a few
 */
public record Denial(Kind kind, Optional<Principal> whose, Client client, String method, String path, String reason) {
    private static final int MAX_PATH = 500;
    private static final int MAX_METHOD = 20;
    private static final Pattern SECRET = Pattern.compile("(c[ts]_|ey)[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*){0,2}");

    /** What was refused. */
    public enum Kind {
        /** To come in, or to do what the role does not allow. */
        ACCESS,
        /** To record events. */
        INGEST
    }

    /** Whatever looks like a credential is left out of method and path, and so is what is too long. */
    public Denial {
        method = cut(method, MAX_METHOD);
        path = cut(SECRET.matcher(path).replaceAll("$1…"), MAX_PATH);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
