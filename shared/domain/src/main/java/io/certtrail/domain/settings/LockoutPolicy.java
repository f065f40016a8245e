package io.certtrail.domain.settings;

import java.time.Duration;

/**
 * When an account is locked.
 *
 * @param failures so many wrong passwords lock it
 * @param window they count together for so long
 * @param lock it stays locked for so long
 */
public record LockoutPolicy(int failures, Duration window, Duration lock) {}
