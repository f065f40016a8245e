/** template.yaml held against the code. */
@NullMarked
package io.certtrail.e2e.template;

import org.jspecify.annotations.NullMarked;
