package io.certtrail.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.certtrail.domain.oidc.Jwt;
import io.certtrail.domain.oidc.JwtException;
import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.domain.oidc.SignatureCheck;
import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Signatures checked by Nimbus JOSE + JWT, with keys that are read where the tenant's settings say. */
public final class NimbusSignatures implements SignatureCheck {
    private final KeySets keySets;

    NimbusSignatures(Documents documents, Clock clock, Consumer<String> log) {
        this.keySets = new KeySets(new PublishedKeys(documents), clock, log);
    }

    /**
     * Reads keys by HTTPS.
     *
     * @param loopback whether keys may be read from this machine without TLS: for the local cloud alone
     * @param log told in a sentence when a provider's keys can't be had
     */
    public static NimbusSignatures overHttp(boolean loopback, Clock clock, Consumer<String> log) {
        return new NimbusSignatures(new HttpDocuments(loopback), clock, log);
    }

    @Override
    public void check(Jwt jwt, String issuer, @Nullable URI jwksUri) {
        JWSObject signed = parse(jwt);
        if (!signed.getHeader()
                .getAlgorithm()
                .getName()
                .equals(jwt.header().algorithm().text())) {
            throw new JwtException(Reason.MALFORMED, "the token's header is read in two ways");
        }
        for (ProviderKey key : keySets.find(jwt.header(), issuer, jwksUri)) {
            if (verify(signed, key.key())) {
                return;
            }
        }
        throw new JwtException(Reason.SIGNATURE, "the provider's key did not sign this token");
    }

    private static JWSObject parse(Jwt jwt) {
        try {
            return JWSObject.parse(jwt.text());
        } catch (ParseException | IllegalArgumentException e) {
            throw new JwtException(Reason.MALFORMED, "the token is no signed token");
        }
    }

    private static boolean verify(JWSObject signed, PublicKey key) {
        byte[] message = signed.getSigningInput();
        try {
            return switch (key) {
                case RSAPublicKey rsa ->
                    new RSASSAVerifier(rsa).verify(signed.getHeader(), message, signed.getSignature());
                case ECPublicKey ec -> new ECDSAVerifier(ec).verify(signed.getHeader(), message, signed.getSignature());
                default ->
                    Ed25519Keys.verify(key, message, signed.getSignature().decode());
            };
        } catch (JOSEException e) {
            return false;
        }
    }
}
