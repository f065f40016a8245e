package io.certtrail.ledger.export;

import io.certtrail.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HMAC of manifests, under a key of its own that is derived from the deployment's secret. It proves an export to the
 * deployment alone: whoever can check an HMAC can also forge one. Thread-safe.
 */
public final class ManifestMac {
    private static final byte[] PURPOSE = "certtrail/manifest/v1".getBytes(StandardCharsets.UTF_8);

    private final byte[] key;

    private ManifestMac(byte[] key) {
        this.key = key;
    }

    /**
     * The HMAC under a deployment's secret.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public static ManifestMac of(byte[] secret) {
        return new ManifestMac(hmac(secret, PURPOSE));
    }

    /**
     * The same from the content of a file that holds the secret as text: a line end at its end is not part of it.
     *
     * @throws IllegalArgumentException if there is nothing else in it
     */
    public static ManifestMac ofFile(byte[] content) {
        int length = content.length;
        if (length > 0 && content[length - 1] == '\n') {
            length--;
            if (length > 0 && content[length - 1] == '\r') {
                length--;
            }
        }
        return of(Arrays.copyOf(content, length));
    }

    /** HMAC-SHA256 of some bytes. */
    public Hash of(Manifest manifest) {
        return Hash.of(hmac(key, manifest.authenticatedBytes()));
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        if (key.length == 0) {
            throw new IllegalArgumentException("the secret is empty");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
