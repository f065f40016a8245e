package io.certtrail.domain.access;

import io.certtrail.domain.access.Resolution.Reason;
import java.time.Clock;
import java.util.Optional;

/** Knows access tokens: each is looked up by its hash, every time. */
public final class TokenResolver implements CredentialResolver<Credential.ApiToken> {
    private final TokenReader tokens;
    private final Clock clock;

    public TokenResolver(TokenReader tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Resolution resolve(Credential.ApiToken credential) {
        return tokens.find(credential.text().hash())
                .map(this::known)
                .orElseGet(() -> Resolution.Refused.unknown("the token is not one of this deployment"));
    }

    private Resolution known(AccessToken token) {
        if (token.revoked() != null) {
            return refused(Reason.REVOKED, "the token was revoked at " + token.revoked(), token);
        }
        if (token.expired(clock.instant())) {
            return refused(Reason.EXPIRED, "the token expired at " + token.expires(), token);
        }
        return new Resolution.Known(token.principal());
    }

    private static Resolution refused(Reason reason, String detail, AccessToken token) {
        return new Resolution.Refused(reason, detail, Optional.of(token.principal()));
    }
}
