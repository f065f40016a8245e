package io.certtrail.oidc;

import io.certtrail.domain.oidc.JwtAlgorithm;
import java.security.PublicKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that a provider publishes for its signatures.
 *
 * @param keyId {@code kid}, or null if it has none
 * @param algorithms those that it may be used with
 */
record ProviderKey(@Nullable String keyId, Set<JwtAlgorithm> algorithms, PublicKey key) {}
