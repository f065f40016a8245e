/** Codecs of the events that Lambda hands to a function, and of the answers it takes. */
@NullMarked
package io.certtrail.aws.lambda;

import org.jspecify.annotations.NullMarked;
