@NullMarked
package io.certtrail.functions.api;

import org.jspecify.annotations.NullMarked;
