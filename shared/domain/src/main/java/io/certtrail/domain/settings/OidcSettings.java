package io.certtrail.domain.settings;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider whose tokens are accepted.
 *
 * @param issuer as {@code iss} of its tokens says it, character by character
 * @param audience that {@code aud} must name
 * @param jwksUri where its keys are; null to ask the issuer's own metadata
 * @param parties the clients whose tokens are taken; empty for any of a token for this audience alone
 * @param roles names of roles by values of the role claim
 * @param provisionUsers whether a user is made for somebody who is unknown
 * @param disabledSubjects who is let in no more, by {@code sub}
 */
public record OidcSettings(
        String issuer,
        String audience,
        @Nullable URI jwksUri,
        Set<String> parties,
        String roleClaim,
        Map<String, String> roles,
        boolean provisionUsers,
        Set<String> disabledSubjects) {
    public OidcSettings {
        parties = Set.copyOf(parties);
        roles = Map.copyOf(roles);
        disabledSubjects = Set.copyOf(disabledSubjects);
    }
}
