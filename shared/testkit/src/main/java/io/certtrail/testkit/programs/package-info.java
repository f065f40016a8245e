/** Programs of others that tests run. */
@NullMarked
package io.certtrail.testkit.programs;

import org.jspecify.annotations.NullMarked;
