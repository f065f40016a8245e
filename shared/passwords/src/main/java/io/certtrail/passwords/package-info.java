/** Hashes of passwords: the only place that knows Argon2id, by Bouncy Castle. */
@NullMarked
package io.certtrail.passwords;

import org.jspecify.annotations.NullMarked;
