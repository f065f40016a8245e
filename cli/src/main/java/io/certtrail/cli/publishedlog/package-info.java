/** Where a published log can be read from: a folder, or a place on the web. */
@NullMarked
package io.certtrail.cli.publishedlog;

import org.jspecify.annotations.NullMarked;
