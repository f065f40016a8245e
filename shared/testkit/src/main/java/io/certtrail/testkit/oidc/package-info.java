/** An OpenID provider's side: keys, and tokens signed with them by the JDK alone. */
@NullMarked
package io.certtrail.testkit.oidc;

import org.jspecify.annotations.NullMarked;
