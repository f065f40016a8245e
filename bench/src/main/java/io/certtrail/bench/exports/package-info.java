/** Exports and evidence bundles of a large log, each made in a JVM of its own with little memory. */
@NullMarked
package io.certtrail.bench.exports;

import org.jspecify.annotations.NullMarked;
