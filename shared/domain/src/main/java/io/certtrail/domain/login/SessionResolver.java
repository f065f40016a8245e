package io.certtrail.domain.login;

import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.CredentialId;
import io.certtrail.domain.access.CredentialResolver;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.users.User;
import java.util.Optional;

/**
 * Knows sessions. One whose user must change their password first opens nothing here: what they may do with it asks
 * {@link Sessions} itself. Safe for use by several threads.
 */
public final class SessionResolver implements CredentialResolver<Credential.Session> {
    private final Sessions sessions;

    public SessionResolver(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Resolution resolve(Credential.Session credential) {
        Sessions.Known known;
        try {
            known = sessions.use(credential.text());
        } catch (Refusal refusal) {
            return Resolution.Refused.unknown(refusal.detail());
        }
        User user = known.user();
        Principal principal = new Principal(
                user.tenant(),
                user.actor(),
                user.role(),
                new CredentialId(Credential.Kind.SESSION, known.session().id().toString(), credential.viaCookie()));
        return user.mustChangePassword()
                ? new Resolution.Refused(
                        Resolution.Reason.DISABLED,
                        "the password must be changed before anything else: POST /api/auth/password",
                        Optional.of(principal))
                : new Resolution.Known(principal);
    }
}
