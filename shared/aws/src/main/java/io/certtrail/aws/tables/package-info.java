/** Names, keys and streams of the tables: what a template and a local cloud make them from. */
@NullMarked
package io.certtrail.aws.tables;

import org.jspecify.annotations.NullMarked;
