/** Wake-ups: how one worker tells another that there may be something to do. */
@NullMarked
package io.certtrail.domain.wake;

import org.jspecify.annotations.NullMarked;
