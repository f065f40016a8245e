/** Those who are compared: one contender a class, each ends by verifying what it wrote. */
@NullMarked
package io.certtrail.bench.contenders;

import org.jspecify.annotations.NullMarked;
