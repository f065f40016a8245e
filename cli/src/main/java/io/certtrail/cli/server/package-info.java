/** The API of a running CertTrail: where it is, and a client that tries again within bounds. */
@NullMarked
package io.certtrail.cli.server;

import org.jspecify.annotations.NullMarked;
