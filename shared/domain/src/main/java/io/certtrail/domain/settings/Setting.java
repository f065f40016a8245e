package io.certtrail.domain.settings;

import io.certtrail.ledger.json.Json;

/**
 * A setting that there is.
 *
 * @param key dotted, such as {@code retention.days}
 * @param fallback what is meant unless it is set
 * @param secret whether its values hold secrets, which are sealed where they are kept and masked where they are shown
 * @param effective whether anything looks at it in this version; if not, it is kept and has no effect
 * @param consequence what it does, for whoever changes it
 */
public record Setting(
        String key, SettingType type, Json fallback, boolean secret, boolean effective, String consequence) {
    Setting withFallback(Json other) {
        return new Setting(key, type, other, secret, effective, consequence);
    }
}
