package io.certtrail.domain.settings;

/**
 * What tells whose a token of an OpenID provider is: at most one tenant sets a pair.
 *
 * @param issuer {@code iss}, character by character
 * @param audience what {@code aud} names
 */
public record ProviderPair(String issuer, String audience) {}
