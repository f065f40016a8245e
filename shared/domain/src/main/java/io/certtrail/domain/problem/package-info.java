/** How the domain refuses: a code, a sentence for the caller, and pointers to what is wrong (RFC 9457). */
@NullMarked
package io.certtrail.domain.problem;

import org.jspecify.annotations.NullMarked;
