package io.certtrail.domain.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What attempts are counted by: the SHA-256 of a name or an address, so that a table of attempts holds neither the
 * passwords that people type for names, nor a list of who was there.
 */
public record AttemptKey(String hash) {
    private static final Pattern HEXTETS = Pattern.compile("^((?:[0-9a-fA-F]{1,4}:){4})[0-9a-fA-F]{1,4}:.*");

    /**
     * By a name.
     *
     * @param folded {@link io.certtrail.domain.users.Username#folded}
     */
    public static AttemptKey ofName(String folded) {
        return new AttemptKey(sha256("name\n" + folded));
    }

    /** An IPv4 address, or the first 64 bits of an IPv6 one: one household or server has them all. */
    public static AttemptKey ofAddress(String ip) {
        Matcher hextets = HEXTETS.matcher(ip);
        return new AttemptKey(sha256("address\n" + (hextets.matches() ? hextets.group(1) : ip)));
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
