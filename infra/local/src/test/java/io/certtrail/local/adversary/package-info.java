@NullMarked
package io.certtrail.local.adversary;

import org.jspecify.annotations.NullMarked;
