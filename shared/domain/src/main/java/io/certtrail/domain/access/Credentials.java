package io.certtrail.domain.access;

/** Every kind of credential, each with whoever knows it. */
public record Credentials(
        CredentialResolver<Credential.ApiToken> tokens,
        CredentialResolver<Credential.Session> sessions,
        CredentialResolver<Credential.Jwt> jwts)
        implements CredentialResolver<Credential> {
    @Override
    public Resolution resolve(Credential credential) {
        return switch (credential) {
            case Credential.ApiToken token -> tokens.resolve(token);
            case Credential.Session session -> sessions.resolve(session);
            case Credential.Jwt jwt -> jwts.resolve(jwt);
        };
    }
}
