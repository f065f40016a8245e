@NullMarked
package io.certtrail.local.dynamo;

import org.jspecify.annotations.NullMarked;
