@NullMarked
package io.certtrail.passwords;

import org.jspecify.annotations.NullMarked;
