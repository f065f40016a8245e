/** What each tenant sets: the settings that there are, their values, and how they are changed. */
@NullMarked
package io.certtrail.domain.settings;

import org.jspecify.annotations.NullMarked;
