package io.certtrail.domain.oidc;

import io.certtrail.domain.oidc.JwtException.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows whom a provider's token names. Safe for use by many threads. */
public final class JwtDesk {
    private final Providers providers;
    private final Supplier<SignatureCheck> signatures;
    private final Clock clock;

    /** @param signatures asked for when a token is first worth checking, since a library comes with it */
    public JwtDesk(Providers providers, Supplier<SignatureCheck> signatures, Clock clock) {
        this.providers = providers;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * Whom the token names, and in which role.
     *
     * @throws JwtException if it opens nothing
     */
    public Identity identify(String token) {
        Jwt jwt = Jwt.parse(token);
        Provider provider = provider(jwt);
        signatures.get().check(jwt, provider.issuer(), provider.jwksUri());
        return ClaimRules.check(jwt.claims(), provider, clock.instant());
    }

    /** Nothing is fetched, and no signature is looked at, of a token that nobody here waits for. */
    private Provider provider(Jwt jwt) {
        String issuer = ClaimRules.issuer(jwt.claims());
        List<Provider> found = ClaimRules.audiences(jwt.claims()).stream()
                .distinct()
                .map(audience -> providers.find(issuer, audience))
                .flatMap(Optional::stream)
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new JwtException(
                Reason.AUDIENCE,
                found.isEmpty()
                        ? "no tenant here accepts tokens of this issuer (iss) for this audience (aud)"
                        : "the token is for several tenants; expected the audience (aud) of one");
    }
}
