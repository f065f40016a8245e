/** How well two kinds of login are told apart by their time. */
@NullMarked
package io.certtrail.bench.login;

import org.jspecify.annotations.NullMarked;
