package io.certtrail.domain.oidc;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Holds tokens against their provider's published keys. Safe for use by many threads. */
@FunctionalInterface
public interface SignatureCheck {
    /**
     * Returns if the provider's key signed the token with the algorithm that the token's header names.
     *
     * @param issuer of the settings, never of a token
     * @param jwksUri where the keys are, or null to ask the issuer's metadata
     * @throws JwtException of reason {@code KEY}, {@code SIGNATURE} or {@code UNREACHABLE}
     */
    void check(Jwt jwt, String issuer, @Nullable URI jwksUri);
}
