/**
 * Checks bundles from strangers: the seal, what was added since, and that the files inside belong together. Reads only
 * the form that CertTrail writes, with Bouncy Castle and without OpenPDF.
 */
@NullMarked
package io.certtrail.evidence.check;

import org.jspecify.annotations.NullMarked;
