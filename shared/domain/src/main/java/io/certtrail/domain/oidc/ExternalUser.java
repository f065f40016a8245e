package io.certtrail.domain.oidc;

import io.certtrail.domain.access.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody of a provider who is known here: by issuer and subject, never by a name. There is no password, so that nobody
 * can log in with one.
 *
 * @param name as the provider called them when they were first seen
 * @param role as their token gave it then; what they may do is what the token of each request says
 * @param created in whole milliseconds
 */
public record ExternalUser(
        UUID id, String tenant, String issuer, String subject, String name, Role role, Instant created) {}
