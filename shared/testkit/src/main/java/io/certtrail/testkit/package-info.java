/** Fakes, the contract suites that fake and adapter both pass, an embedded DynamoDB, a seeded property helper; for tests alone. */
@NullMarked
package io.certtrail.testkit;

import org.jspecify.annotations.NullMarked;
