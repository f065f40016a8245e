package io.certtrail.functions.api;

import io.certtrail.domain.access.TokenReader;
import io.certtrail.domain.login.SessionStore;
import io.certtrail.domain.oidc.ExternalUsers;
import io.certtrail.domain.oidc.SignatureCheck;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.users.Users;
import java.util.function.Supplier;

/**
 * What the authorizer works with.
 *
 * @param signatures of providers' tokens; asked for when the first one comes
 */
public record AuthorizerPorts(
        TokenReader tokens,
        SettingsStore settings,
        ExternalUsers externalUsers,
        Supplier<SignatureCheck> signatures,
        SessionStore sessions,
        Users users) {}
