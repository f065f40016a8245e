package io.certtrail.passwords;

import io.certtrail.domain.settings.Argon2Parameters;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash as it is kept, in the PHC string format ("Argon2", base64 without padding): {@code
 * $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}.
 *
 * @param salt its bytes, not to be changed
 * @param hash its bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record PhcText(Argon2Parameters parameters, byte[] salt, byte[] hash) {
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,9}),t=([0-9]{1,9}),p=([0-9]{1,4})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT = 4;
    private static final int HASH = 5;

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException if it is of another form; it does not say what was found
     */
    static PhcText parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected $argon2id$v=19$m=…,t=…,p=…$salt$hash");
        }
        Argon2Parameters parameters = new Argon2Parameters(number(form, 1), number(form, 2), number(form, 3));
        Base64.Decoder base64 = Base64.getDecoder();
        return new PhcText(parameters, base64.decode(form.group(SALT)), base64.decode(form.group(HASH)));
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        parameters.memoryKiB(),
                        parameters.iterations(),
                        parameters.parallelism(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "PhcText[" + parameters + "]";
    }
}
