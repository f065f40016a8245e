@NullMarked
package io.certtrail.local.http;

import org.jspecify.annotations.NullMarked;
