/** AWS CloudTrail files as audit events. */
@NullMarked
package io.certtrail.cli.cloudtrail;

import org.jspecify.annotations.NullMarked;
