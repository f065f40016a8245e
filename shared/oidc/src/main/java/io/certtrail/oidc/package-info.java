/** What an OpenID provider publishes of itself, and whether it signed a token: the only place that knows Nimbus. */
@NullMarked
package io.certtrail.oidc;

import org.jspecify.annotations.NullMarked;
