package io.certtrail.domain.settings;

import java.time.Duration;

/**
 * How long a session lasts.
 *
 * @param idle it ends when it is not used for so long
 * @param absolute it ends so long after its login
 */
public record SessionPolicy(Duration idle, Duration absolute) {}
