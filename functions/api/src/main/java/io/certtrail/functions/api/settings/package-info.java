/** The routes of settings. */
@NullMarked
package io.certtrail.functions.api.settings;

import org.jspecify.annotations.NullMarked;
