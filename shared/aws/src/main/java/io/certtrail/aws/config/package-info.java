/** What a function is told by its environment, and the clients it makes from it. */
@NullMarked
package io.certtrail.aws.config;

import org.jspecify.annotations.NullMarked;
