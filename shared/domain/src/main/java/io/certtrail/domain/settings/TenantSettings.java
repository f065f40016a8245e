package io.certtrail.domain.settings;

import io.certtrail.domain.retention.Retention;
import io.certtrail.ledger.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings: what it has set, and the defaults of what it has not. Immutable.
 *
 * @param stored what it has set
 */
public record TenantSettings(SettingsCatalogue catalogue, StoredSettings stored) {
    /** The value of a setting as it is kept: its default if it is not set; null of JSON if it has none either. */
    public Json value(Setting setting) {
        return stored.values().getOrDefault(setting.key(), setting.fallback());
    }

    /** How long contents are kept. Of the tenant's hold and the deployment's, the earlier one counts. */
    public Retention retention() {
        Setting hold = catalogue.setting(SettingsCatalogue.LEGAL_HOLD);
        LocalDate own = day(value(hold));
        LocalDate deployments = day(hold.fallback());
        boolean ownCounts = own != null && (deployments == null || own.isBefore(deployments));
        return new Retention(
                whole(SettingsCatalogue.RETENTION_DAYS),
                ownCounts ? own : deployments,
                whole(SettingsCatalogue.ARCHIVE_MONTHS));
    }

    public SessionPolicy sessions() {
        return new SessionPolicy(
                Duration.ofMinutes(whole("security.session.idleMinutes")),
                Duration.ofHours(whole("security.session.absoluteHours")));
    }

    public LockoutPolicy lockout() {
        return new LockoutPolicy(
                whole("security.lockout.failures"),
                Duration.ofMinutes(whole("security.lockout.windowMinutes")),
                Duration.ofMinutes(whole("security.lockout.lockMinutes")));
    }

    public Argon2Parameters argon2() {
        return new Argon2Parameters(
                whole("security.argon2.memoryKiB"),
                whole("security.argon2.iterations"),
                whole("security.argon2.parallelism"));
    }

    /** The provider whose tokens are accepted; empty if none is set. */
    public Optional<OidcSettings> oidc() {
        String issuer = textOrNull(value("oidc.issuer"));
        String audience = textOrNull(value("oidc.audience"));
        String keys = textOrNull(value("oidc.jwksUri"));
        if (issuer == null || audience == null) {
            return Optional.empty();
        }
        Map<String, String> roles = ((Json.Obj) value("oidc.roleMapping"))
                .members().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, role -> text(role.getValue())));
        return Optional.of(new OidcSettings(
                issuer,
                audience,
                keys == null ? null : URI.create(keys),
                texts(value("oidc.parties")),
                text(value("oidc.roleClaim")),
                roles,
                value("oidc.provisionUsers").equals(Json.Bool.TRUE),
                texts(value("oidc.disabledSubjects"))));
    }

    /** How many days a certificate has left when an alert is raised, most first. */
    public List<Integer> expiryThresholdDays() {
        return ((Json.Arr) value("alerts.expiry.thresholdDays"))
                .items().stream()
                        .map(days -> Math.toIntExact(((Json.Num) days).value()))
                        .sorted((a, b) -> Integer.compare(b, a))
                        .toList();
    }

    /** Where notifications are sent. */
    public List<Channel> channels() {
        return ChannelJson.read(value("notifications.channels"));
    }

    /** The time-stamping authority, if there is one. */
    public Optional<URI> tsa() {
        return Optional.ofNullable(textOrNull(value("tsa.url"))).map(URI::create);
    }

    private static Set<String> texts(Json value) {
        return ((Json.Arr) value).items().stream().map(TenantSettings::text).collect(Collectors.toUnmodifiableSet());
    }

    private Json value(String key) {
        return value(catalogue.setting(key));
    }

    private int whole(String key) {
        return Math.toIntExact(((Json.Num) value(key)).value());
    }

    private static @Nullable LocalDate day(Json value) {
        String text = textOrNull(value);
        return text == null ? null : LocalDate.parse(text);
    }

    private static @Nullable String textOrNull(Json value) {
        return value instanceof Json.Null ? null : text(value);
    }

    private static String text(Json value) {
        return ((Json.Str) value).value();
    }
}
