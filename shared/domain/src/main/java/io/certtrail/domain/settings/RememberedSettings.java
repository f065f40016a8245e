package io.certtrail.domain.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Settings that are looked up again after five seconds: for what is asked at each request and may be that old. Safe for
 * use by many threads.
 */
public final class RememberedSettings implements SettingsSource {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private record Known(TenantSettings settings, Instant since) {}

    private final SettingsSource source;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public RememberedSettings(SettingsSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public TenantSettings of(String tenant) {
        Instant now = clock.instant();
        Known before = known.get(tenant);
        if (before != null
                && !now.isBefore(before.since())
                && now.isBefore(before.since().plus(LONGEST))) {
            return before.settings();
        }
        TenantSettings settings = source.of(tenant);
        known.put(tenant, new Known(settings, now));
        return settings;
    }
}
