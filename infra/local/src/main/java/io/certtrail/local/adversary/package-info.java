/** What a cloud does and an emulator is too kind to do. */
@NullMarked
package io.certtrail.local.adversary;

import org.jspecify.annotations.NullMarked;
