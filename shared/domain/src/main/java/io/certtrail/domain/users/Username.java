package io.certtrail.domain.users;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.entry.EntryRules;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name that somebody signs in by, and the form of it that is unique in a tenant.
 *
 * <p>The folded form is NFKC, lower case of no language, then NFC: near the profile UsernameCaseMapped of RFC 8265 §3.3.
 * {@code Ada}, {@code ADA} and {@code ａｄａ} (full width) are one name. Letters that merely look alike are not.
 *
 * @param text as it was given, in NFC
 * @param folded what is compared
 */
public record Username(String text, String folded) {
    /** Most UTF-16 code units of a name. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]*");

    /**
     * The name of a user to be.
     *
     * @throws Refusal at {@code /username} unless it is 1 to {@value #MAX_LENGTH} letters, digits and {@code . _ @ + -},
     *     a letter or digit first
     */
    public static Username require(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (normal.length() > MAX_LENGTH || !FORM.matcher(normal).matches()) {
            throw Refusal.at(
                    Code.INVALID_BODY,
                    "/username",
                    "expected 1 to %d letters, digits and . _ @ + -, a letter or digit first, found %s"
                            .formatted(MAX_LENGTH, Found.quoted(EntryRules.replaceControls(text))));
        }
        return new Username(normal, fold(normal));
    }

    /** What was typed at a login: anything, fit to stand in an entry, and cut to the length of a name. */
    public static Username typed(String text) {
        String clean = EntryRules.replaceControls(text);
        if (clean.length() > MAX_LENGTH) {
            int end = Character.isHighSurrogate(clean.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
            clean = clean.substring(0, end) + "…";
        }
        return new Username(clean, fold(clean));
    }

    private static String fold(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return Normalizer.normalize(compatible.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
