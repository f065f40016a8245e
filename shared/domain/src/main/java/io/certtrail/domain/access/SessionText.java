package io.certtrail.domain.access;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A session as its holder has it: {@code cs_} and the base64url (RFC 4648 §5, no padding) of 32 random bytes. It holds 256
 * bits that nobody can guess, so its plain SHA-256 is safe to keep.
 */
public record SessionText(String value) {
    private static final String PREFIX = "cs_";
    private static final Pattern FORM = SecretText.form(PREFIX);

    public SessionText {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected cs_ and 43 characters of base64url");
        }
    }

    /** A new one; the generator must be a cryptographic one. */
    public static SessionText fresh(RandomGenerator random) {
        return new SessionText(SecretText.fresh(PREFIX, random));
    }

    public static Optional<SessionText> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionText(text)) : Optional.empty();
    }

    /** SHA-256 of the text in lower case hex: what is kept, and what it is looked up by. */
    public String hash() {
        return SecretText.hash(value);
    }

    /** Never the text itself: a log line must not open anything. */
    @Override
    public String toString() {
        return "SessionText[" + hash().substring(0, 8) + "…]";
    }
}
