package io.certtrail.domain.subscriptions;

import java.time.Instant;
import java.util.UUID;

/**
 * An account that discovery looks at.
 *
 * @param id of version 7: in their order they were added
 * @param name what it is called
 * @param added in whole milliseconds
 * @param addedBy the name of who added it
 */
public record Subscription(UUID id, String tenant, String name, AwsAccount account, Instant added, String addedBy) {}
