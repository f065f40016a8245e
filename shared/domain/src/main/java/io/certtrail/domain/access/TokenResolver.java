package io.certtrail.domain.access;

import java.time.Clock;
import java.util.Optional;

/** Knows access tokens: each is looked up by its hash, every time. */
public final class TokenResolver implements CredentialResolver<Credential.ApiToken> {
    private final AccessTokens tokens;
    private final Clock clock;

    public TokenResolver(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Resolution resolve(Credential.ApiToken credential) {
        return tokens.find(credential.text().hash())
                .<Resolution>map(this::known)
                .orElseGet(() -> Resolution.Refused.unknown("the token is not one of this deployment"));
    }

    private Resolution known(AccessToken token) {
        if (token.expired(clock.instant())) {
            return new Resolution.Refused(
                    Resolution.Reason.EXPIRED,
                    "the token expired at " + token.expires(),
                    Optional.of(token.principal()));
        }
        return new Resolution.Known(token.principal());
    }
}
