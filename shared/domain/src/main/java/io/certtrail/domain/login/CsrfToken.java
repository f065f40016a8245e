package io.certtrail.domain.login;

import io.certtrail.domain.access.SessionText;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a page must send beside its cookie to change anything: HMAC-SHA256 of a constant, under the session's token. No
 * script can read the cookie that holds that token, so whoever knows this has it from us.
 */
public final class CsrfToken {
    private static final String HMAC = "HmacSHA256";
    private static final String PURPOSE = "certtrail/csrf/v1";

    private CsrfToken() {}

    /** The one of a session, in base64url. */
    public static String of(SessionText session) {
        try {
            Mac hmac = Mac.getInstance(HMAC);
            hmac.init(new SecretKeySpec(session.value().getBytes(StandardCharsets.US_ASCII), HMAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(hmac.doFinal(PURPOSE.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /** Whether this is the one of a session; compared in constant time. */
    public static boolean matches(SessionText session, String shown) {
        return MessageDigest.isEqual(
                of(session).getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.UTF_8));
    }
}
