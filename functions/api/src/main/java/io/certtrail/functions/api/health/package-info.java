/** Whether the API answers. */
@NullMarked
package io.certtrail.functions.api.health;

import org.jspecify.annotations.NullMarked;
