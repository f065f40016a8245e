package io.certtrail.domain.users;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What a password must be (NIST SP 800-63B §5.1.1.2): long enough, none of the commonest, not the user's name; no rule of
 * composition. Immutable and safe for use by several threads.
 */
public final class PasswordRules {
    /** Fewest characters (code points, in NFC). */
    public static final int MIN_LENGTH = 12;

    /** Most characters (code points, in NFC). */
    public static final int MAX_LENGTH = 128;

    private static final String COMMON = "common-passwords.txt";
    private static final int ONE_TIME_BYTES = 15;
    private static final int FEWEST_DIFFERENT = 4;

    private final Set<String> common;

    private PasswordRules(Set<String> common) {
        this.common = common;
    }

    /** The rules of this version. */
    public static PasswordRules load() {
        try (InputStream in = PasswordRules.class.getResourceAsStream(COMMON)) {
            if (in == null) {
                throw new IllegalStateException(COMMON + " is not in the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new PasswordRules(text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The form in which a password is hashed and compared: NFC (RFC 8265 §4.2.2), so that every keyboard's é is one. */
    public static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** A password that is shown once: 120 random bits in 20 characters of base64url. */
    public static String oneTime(RandomGenerator random) {
        byte[] bytes = new byte[ONE_TIME_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Refuses what makes no password. The refusal never says what was found.
     *
     * @param pointer where the password stands in the body
     * @throws Refusal if it is not one
     */
    public void require(String pointer, String password, Username username) {
        String normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw refused(pointer, "expected %d to %d characters, found %d".formatted(MIN_LENGTH, MAX_LENGTH, length));
        }
        String folded = normal.toLowerCase(Locale.ROOT);
        if (folded.contains(username.folded())
                && folded.length() < username.folded().length() + MIN_LENGTH) {
            throw refused(pointer, "expected a password that is more than the user name and a little beside it");
        }
        if (common.contains(folded) || normal.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw refused(pointer, "expected another password: this is one of the first that anybody tries");
        }
    }

    private static Refusal refused(String pointer, String detail) {
        return Refusal.at(Code.INVALID_BODY, pointer, detail);
    }
}
