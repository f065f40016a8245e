package io.certtrail.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A token as its holder has it: {@code ct_} and the base64url (RFC 4648 §5, no padding) of 32 random bytes. It holds 256
 * bits that nobody can guess, so its plain SHA-256 is safe to keep.
 */
public record TokenText(String value) {
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("ct_[A-Za-z0-9_-]{43}");

    public TokenText {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected ct_ and 43 characters of base64url");
        }
    }

    /** A new token; the generator must be a cryptographic one. */
    public static TokenText fresh(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new TokenText("ct_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public static Optional<TokenText> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TokenText(text)) : Optional.empty();
    }

    /** SHA-256 of the text in lower case hex: what is kept, and what a token is looked up by. */
    public String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Never the token itself: a log line must not open anything. */
    @Override
    public String toString() {
        return "TokenText[" + hash().substring(0, 8) + "…]";
    }
}
