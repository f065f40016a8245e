/** The routes of subscriptions. */
@NullMarked
package io.certtrail.functions.api.subscriptions;

import org.jspecify.annotations.NullMarked;
