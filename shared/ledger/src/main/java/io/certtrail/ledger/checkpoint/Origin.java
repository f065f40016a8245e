package io.certtrail.ledger.checkpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one tree: {@code <log name>/<tenant>/<incarnation>}. It is also the name of the key that signs the tree's
 * checkpoints, and part of database keys and object paths; so its parts are lower case, and hold nothing that means
 * something there.
 *
 * @param logName one or more parts of letters, digits, {@code .}, {@code _} and {@code -}, with {@code /} between them
 * @param tenant one such part
 * @param incarnation from 1; a restore from a backup begins the next one
 */
public record Origin(String logName, String tenant, int incarnation) {
    private static final String PART = "[a-z0-9][a-z0-9._-]{0,62}";
    private static final Pattern TENANT = Pattern.compile(PART);
    private static final Pattern LOG_NAME = Pattern.compile(PART + "(/" + PART + "){0,7}");
    private static final Pattern TEXT = Pattern.compile("(.+)/([^/]+)/([1-9][0-9]{0,8})", Pattern.DOTALL);

    /**
     * An origin of its parts.
     *
     * @throws IllegalArgumentException if one is not of the form above
     */
    public Origin {
        if (!LOG_NAME.matcher(logName).matches()) {
            throw new IllegalArgumentException("a log name is parts of " + PART + " with / between, found " + logName);
        }
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("a tenant's name is " + PART + ", found " + tenant);
        }
        if (incarnation < 1) {
            throw new IllegalArgumentException("an incarnation is 1 or more, found " + incarnation);
        }
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Origin parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an origin is <log name>/<tenant>/<incarnation>, found " + text);
        }
        return new Origin(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)));
    }

    public String text() {
        return logName + '/' + tenant + '/' + incarnation;
    }

    /** The name of the key that signs exports of this tree. */
    public String exportsKeyName() {
        return text() + "/exports";
    }

    /** The tree that a restored tenant goes on with. */
    public Origin next() {
        return new Origin(logName, tenant, Math.addExact(incarnation, 1));
    }

    @Override
    public String toString() {
        return text();
    }
}
