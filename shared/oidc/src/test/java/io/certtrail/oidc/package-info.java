@NullMarked
package io.certtrail.oidc;

import org.jspecify.annotations.NullMarked;
