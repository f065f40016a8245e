package io.certtrail.domain.oidc;

import io.certtrail.domain.access.Role;
import java.time.Instant;

/**
 * Whom a provider's token names, after everything in it was checked.
 *
 * @param subject {@code sub}: who it is, within the provider; it is never given to another
 * @param name for people to read, free of control characters; anybody may have chosen it, so nothing is decided by it
 * @param expires when the token does
 */
public record Identity(Provider provider, String subject, String name, Role role, Instant expires) {}
