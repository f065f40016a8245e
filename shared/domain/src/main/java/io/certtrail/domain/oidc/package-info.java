/**
 * Signed tokens (JWT, RFC 7519) of a tenant's own OpenID provider in the place of a token of ours: what such a token must
 * be, whose it is and what it allows. Signatures and the provider's keys are a port's; the rules are here.
 */
@NullMarked
package io.certtrail.domain.oidc;

import org.jspecify.annotations.NullMarked;
