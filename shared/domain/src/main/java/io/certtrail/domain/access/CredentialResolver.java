package io.certtrail.domain.access;

/**
 * Knows who a credential of one kind stands for, as it stands now: what was revoked a moment ago is refused. Safe for
 * use by several threads.
 */
@FunctionalInterface
public interface CredentialResolver<C extends Credential> {
    Resolution resolve(C credential);

    /** Where credentials of a kind are not taken. */
    static <C extends Credential> CredentialResolver<C> none() {
        return credential -> Resolution.Refused.unknown("a credential of the kind %s is not taken here"
                .formatted(credential.kind().text()));
    }
}
