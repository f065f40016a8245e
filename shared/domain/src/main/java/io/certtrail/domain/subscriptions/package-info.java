/** Accounts and the scopes in them that discovery looks at, and whether they can be reached. */
@NullMarked
package io.certtrail.domain.subscriptions;

import org.jspecify.annotations.NullMarked;
