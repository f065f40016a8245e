package io.certtrail.domain.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals secrets that stand in settings: AES-256-GCM (NIST SP 800-38D) with a key that is derived from the deployment's
 * secret for nothing else (HKDF-SHA256, RFC 5869). A sealed text opens in the place it was made for alone: tenant and place
 * are its additional data. Whoever reads the table, or an old copy of it, learns nothing; whoever has the deployment's
 * secret as well can open all. A deployment whose secret is replaced opens none: they are set anew. Safe for use by several
 * threads.
 */
public final class SecretSeal {
    private static final String LABEL = "certtrail/settings/v1";
    private static final String PREFIX = "v1.";
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final RandomGenerator random;

    /**
     * A seal of a deployment.
     *
     * @param secretKey the deployment's secret
     * @param random a cryptographic one
     */
    public SecretSeal(byte[] secretKey, RandomGenerator random) {
        try {
            this.key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secretKey)
                                    .thenExpand(LABEL.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", e);
        }
        this.random = random;
    }

    /** @param place where the secret stands among the tenant's settings */
    String seal(String tenant, String place, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, tenant, place).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + AES_GCM, e);
        }
    }

    /**
     * The secret of a webhook of that tenant.
     *
     * @throws IllegalArgumentException if it was not sealed by this deployment for that webhook
     */
    public String open(String tenant, Channel.Webhook webhook) {
        return open(tenant, ChannelJson.place(webhook.name()), webhook.sealedSecret());
    }

    String open(String tenant, String place, String sealed) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length()));
            if (sealed.startsWith(PREFIX) && all.length > NONCE_BYTES) {
                byte[] secret = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), tenant, place)
                        .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
                return new String(secret, StandardCharsets.UTF_8);
            }
        } catch (GeneralSecurityException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw foreign(tenant, place);
        }
        throw foreign(tenant, place);
    }

    private static IllegalArgumentException foreign(String tenant, String place) {
        return new IllegalArgumentException(
                "the secret of %s of %s was not sealed by this deployment: set it anew".formatted(place, tenant));
    }

    private Cipher cipher(int mode, byte[] nonce, String tenant, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(AES_GCM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((tenant + '\0' + place).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
