/** Wake-ups through queues. */
@NullMarked
package io.certtrail.aws.wake;

import org.jspecify.annotations.NullMarked;
