/** Export jobs: the CSV and its proof file. */
@NullMarked
package io.certtrail.functions.export;

import org.jspecify.annotations.NullMarked;
