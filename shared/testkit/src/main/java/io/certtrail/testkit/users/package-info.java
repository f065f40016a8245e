/** Users, logins and sessions in memory, and the contract that every store of them keeps. */
@NullMarked
package io.certtrail.testkit.users;

import org.jspecify.annotations.NullMarked;
