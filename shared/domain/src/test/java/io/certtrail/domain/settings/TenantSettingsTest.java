package io.certtrail.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.retention.Retention;
import io.certtrail.ledger.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenantSettingsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private static TenantSettings of(SettingsCatalogue catalogue, Map<String, Json> values) {
        return new TenantSettings(
                catalogue,
                new StoredSettings("default", 1, new TreeMap<>(values), UUID.randomUUID(), Instant.EPOCH, "ada"));
    }

    private static TenantSettings of(Map<String, Json> values) {
        return of(SettingsCatalogue.load(), values);
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        TenantSettings settings = of(Map.of());

        assertThat(settings.retention()).isEqualTo(new Retention(Retention.USUAL_DAYS, null));
        assertThat(settings.sessions()).isEqualTo(new SessionPolicy(Duration.ofMinutes(30), Duration.ofHours(12)));
        assertThat(settings.lockout()).isEqualTo(new LockoutPolicy(5, Duration.ofMinutes(15), Duration.ofMinutes(15)));
        assertThat(settings.argon2()).isEqualTo(new Argon2Parameters(19_456, 2, 1));
        assertThat(settings.oidc()).isEmpty();
        assertThat(settings.expiryThresholdDays()).containsExactly(30, 14, 7, 1);
        assertThat(settings.channels()).isEmpty();
        assertThat(settings.tsa()).isEmpty();
    }

    @Test
    void theDeploymentsRetentionIsTheDefault() {
        SettingsCatalogue catalogue = SettingsCatalogue.load(new Retention(120, DAY), false);

        assertThat(of(catalogue, Map.of()).retention()).isEqualTo(new Retention(120, DAY));
        assertThat(of(catalogue, Map.of("retention.days", Json.of(40))).retention())
                .isEqualTo(new Retention(40, DAY));
    }

    @Test
    void ofTwoHoldsTheEarlierOneCounts() {
        assertThat(hold(DAY, DAY.plusDays(1))).isEqualTo(DAY);
        assertThat(hold(DAY, DAY.minusDays(1))).isEqualTo(DAY.minusDays(1));
        assertThat(hold(null, DAY)).isEqualTo(DAY);
        assertThat(hold(DAY, null)).isEqualTo(DAY);
        assertThat(hold(null, null)).isNull();
    }

    private static @Nullable LocalDate hold(@Nullable LocalDate deployments, @Nullable LocalDate own) {
        SettingsCatalogue catalogue = SettingsCatalogue.load(new Retention(90, deployments), false);
        return of(catalogue, own == null ? Map.of() : Map.of("retention.legalHoldFrom", Json.of(own.toString())))
                .retention()
                .holdFrom();
    }

    @Test
    void aProviderIsThereWhenAllOfItIs() {
        TenantSettings settings = of(Map.of(
                "oidc.issuer", Json.of("https://id.example.com"),
                "oidc.audience", Json.of("certtrail"),
                "oidc.jwksUri", Json.of("https://id.example.com/keys"),
                "oidc.parties", Json.arr(Json.of("cli")),
                "oidc.roleMapping", Json.obj().put("ops", "operator").build(),
                "oidc.provisionUsers", Json.Bool.TRUE,
                "oidc.disabledSubjects", Json.arr(Json.of("u-1"))));

        assertThat(settings.oidc())
                .contains(new OidcSettings(
                        "https://id.example.com",
                        "certtrail",
                        URI.create("https://id.example.com/keys"),
                        Set.of("cli"),
                        "roles",
                        Map.of("ops", "operator"),
                        true,
                        Set.of("u-1")));
    }

    @Test
    void aProvidersKeysMayBeWhereItsOwnMetadataSays() {
        TenantSettings settings =
                of(Map.of("oidc.issuer", Json.of("https://id.example.com"), "oidc.audience", Json.of("certtrail")));

        assertThat(settings.oidc())
                .contains(new OidcSettings(
                        "https://id.example.com", "certtrail", null, Set.of(), "roles", Map.of(), false, Set.of()));
        assertThat(of(Map.of("oidc.issuer", Json.of("https://id.example.com"))).oidc())
                .isEmpty();
    }

    @Test
    void aValueThatNoVersionWouldHaveKeptIsNoRetention() {
        TenantSettings settings = of(Map.of("retention.days", Json.of(7)));
        assertThatThrownBy(settings::retention).hasMessageContaining("30 to 365 days");
    }

    @Test
    void theRolesOfAMappingAreThoseThatThereAre() {
        assertThat(SettingType.Roles.NAMES)
                .isEqualTo(Arrays.stream(Role.values()).map(Role::text).collect(Collectors.toSet()));
    }
}
