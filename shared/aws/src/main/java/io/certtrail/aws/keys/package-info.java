/** Keys and secrets by reference: in a file, in KMS, in Secrets Manager. */
@NullMarked
package io.certtrail.aws.keys;

import org.jspecify.annotations.NullMarked;
