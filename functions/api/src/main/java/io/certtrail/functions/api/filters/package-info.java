/** Conditions that searches and exports take alike. */
@NullMarked
package io.certtrail.functions.api.filters;

import org.jspecify.annotations.NullMarked;
