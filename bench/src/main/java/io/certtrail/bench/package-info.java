/** The benchmarks: {@code certtrail bench ledger}, {@code search} and {@code login}. */
@NullMarked
package io.certtrail.bench;

import org.jspecify.annotations.NullMarked;
