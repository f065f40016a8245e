package io.certtrail.domain.oidc;

import io.certtrail.domain.access.Role;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider whose tokens a tenant accepts, by the tenant's settings.
 *
 * @param issuer as {@code iss} of its tokens says it, character by character
 * @param audience that {@code aud} must name: what stands for CertTrail at the provider
 * @param jwksUri where its keys are, or null to ask the issuer's own metadata
 * @param parties the clients that its tokens may be made for; empty for any if the token has one audience, and for the
 *     audience itself if it has several
 * @param roleClaim the claim whose values are mapped: its name, or a JSON pointer (RFC 6901) to one deeper down
 * @param roles the role of a token with this value in that claim
 * @param provisions whether a user is made for somebody who is unknown
 * @param disabled who is let in no more, by {@code sub}
 */
public record Provider(
        String tenant,
        String issuer,
        String audience,
        @Nullable URI jwksUri,
        Set<String> parties,
        String roleClaim,
        Map<String, Role> roles,
        boolean provisions,
        Set<String> disabled) {
    public Provider {
        parties = Set.copyOf(parties);
        roles = Map.copyOf(roles);
        disabled = Set.copyOf(disabled);
    }
}
