package io.certtrail.domain.access;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A token as its holder has it: {@code ct_} and the base64url (RFC 4648 §5, no padding) of 32 random bytes. It holds 256
 * bits that nobody can guess, so its plain SHA-256 is safe to keep.
 */
public record TokenText(String value) {
    private static final String PREFIX = "ct_";
    private static final Pattern FORM = SecretText.form(PREFIX);

    public TokenText {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected ct_ and 43 characters of base64url");
        }
    }

    /** A new one; the generator must be a cryptographic one. */
    public static TokenText fresh(RandomGenerator random) {
        return new TokenText(SecretText.fresh(PREFIX, random));
    }

    public static Optional<TokenText> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TokenText(text)) : Optional.empty();
    }

    /** SHA-256 of the text in lower case hex: what is kept, and what it is looked up by. */
    public String hash() {
        return SecretText.hash(value);
    }

    /** Never the text itself: a log line must not open anything. */
    @Override
    public String toString() {
        return "TokenText[" + hash().substring(0, 8) + "…]";
    }
}
