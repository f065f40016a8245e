package io.certtrail.domain.settings;

import java.net.URI;
import java.util.Map;

/**
 * The OpenID provider whose tokens are accepted.
 *
 * @param issuer as {@code iss} of its tokens says it, character by character
 * @param audience that {@code aud} must name
 * @param roles names of roles by values of the role claim
 * @param provisionUsers whether a user is made for somebody who is unknown
 */
public record OidcSettings(
        String issuer,
        String audience,
        URI jwksUri,
        String roleClaim,
        Map<String, String> roles,
        boolean provisionUsers) {
    public OidcSettings {
        roles = Map.copyOf(roles);
    }
}
