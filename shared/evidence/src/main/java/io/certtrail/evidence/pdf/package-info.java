/** Pages of tagged PDF/A, charts, fonts, and the place for a seal; the only place that knows OpenPDF. */
@NullMarked
package io.certtrail.evidence.pdf;

import org.jspecify.annotations.NullMarked;
