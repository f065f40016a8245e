package io.certtrail.domain.settings;

import io.certtrail.domain.retention.Retention;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** All settings that there are, with a deployment's defaults. Immutable and safe for use by several threads. */
public final class SettingsCatalogue {
    static final String RETENTION_DAYS = "retention.days";
    static final String LEGAL_HOLD = "retention.legalHoldFrom";
    static final String ARCHIVE_MONTHS = "retention.archiveMonths";

    private static final String RESOURCE = "settings.json";

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private SettingsCatalogue(List<Setting> settings) {
        for (Setting setting : settings) {
            if (this.settings.put(setting.key(), setting) != null) {
                throw new IllegalStateException("two settings are called " + setting.key());
            }
        }
    }

    /** The settings of this version, with its own defaults. */
    public static SettingsCatalogue load() {
        return load(false);
    }

    /**
     * The settings of a deployment.
     *
     * @param retention what the deployment keeps unless a tenant sets otherwise; its hold keeps whatever a tenant sets
     * @param loopback whether addresses may be of this machine and without TLS: on what stands in for a cloud
     */
    public static SettingsCatalogue load(Retention retention, boolean loopback) {
        LocalDate hold = retention.holdFrom();
        return load(loopback)
                .with(RETENTION_DAYS, Json.of(retention.days()))
                .with(LEGAL_HOLD, hold == null ? Json.NULL : Json.of(hold.toString()))
                .with(ARCHIVE_MONTHS, Json.of(retention.archiveMonths()));
    }

    private static SettingsCatalogue load(boolean loopback) {
        try (InputStream in = SettingsCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return new SettingsCatalogue(
                    new SettingsReader(loopback).read((Json.Obj) JsonReader.parse(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SettingsCatalogue with(String key, Json fallback) {
        return new SettingsCatalogue(settings.values().stream()
                .map(setting -> setting.key().equals(key) ? setting.withFallback(fallback) : setting)
                .toList());
    }

    /** Every setting, in the order of the definitions. */
    public Collection<Setting> all() {
        return settings.values();
    }

    public Optional<Setting> find(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /**
     * A setting that this version knows.
     *
     * @throws NoSuchElementException if there is none of that key
     */
    Setting setting(String key) {
        return find(key).orElseThrow(() -> new NoSuchElementException("there is no setting " + key));
    }
}
