/** The local cloud as a process of its own: started, used, stopped and killed as a person does. */
@NullMarked
package io.certtrail.e2e.cloud;

import org.jspecify.annotations.NullMarked;
