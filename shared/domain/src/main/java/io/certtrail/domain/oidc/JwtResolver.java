package io.certtrail.domain.oidc;

import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.CredentialResolver;
import io.certtrail.domain.access.Resolution;
import io.certtrail.ledger.entry.Client;
import java.util.Optional;

/** Knows whom a token of a tenant's OpenID provider stands for. Safe for use by many threads. */
public final class JwtResolver implements CredentialResolver<Credential.Jwt> {
    private final ProviderDesk desk;

    public JwtResolver(ProviderDesk desk) {
        this.desk = desk;
    }

    @Override
    public Resolution resolve(Credential.Jwt credential) {
        try {
            return new Resolution.Known(desk.principal(credential.text(), Client.NONE));
        } catch (JwtException e) {
            return new Resolution.Refused(reason(e.reason()), e.detail(), Optional.empty());
        }
    }

    private static Resolution.Reason reason(JwtException.Reason reason) {
        return switch (reason) {
            case MALFORMED -> Resolution.Reason.MALFORMED;
            case EXPIRED, OLD -> Resolution.Reason.EXPIRED;
            case ALGORITHM, KIND, AUDIENCE, PARTY, KEY, SIGNATURE, UNREACHABLE, CLAIM, EARLY, ROLE, USER ->
                Resolution.Reason.UNKNOWN;
        };
    }
}
