package io.certtrail.aws.settings;

import static io.certtrail.aws.tables.Tables.PK;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A tenant's settings in the table {@code operations}: {@code pk} = {@code SETTINGS#<tenant>}, {@code sk} = {@code
 * SETTINGS}; {@code version}, {@code values} (a JSON object of key to value, secrets in it sealed), {@code change}, {@code
 * changed}, {@code changedBy}. Read by its key, replaced version by version.
 */
final class SettingsItem {
    static final String VERSION = "version";

    private static final String PREFIX = "SETTINGS#";

    private SettingsItem() {}

    static Map<String, AttributeValue> key(String tenant) {
        return Map.of(PK, Attributes.of(PREFIX + tenant), SK, Attributes.of("SETTINGS"));
    }

    static Map<String, AttributeValue> of(StoredSettings settings) {
        Map<String, AttributeValue> item = new HashMap<>(key(settings.tenant()));
        item.put(VERSION, Attributes.of(settings.version()));
        item.put("values", Attributes.of(Jcs.text(new Json.Obj(settings.values()))));
        item.put("change", Attributes.of(settings.change().toString()));
        item.put("changed", Attributes.of(settings.changed()));
        item.put("changedBy", Attributes.of(settings.changedBy()));
        return item;
    }

    static StoredSettings read(Map<String, AttributeValue> item) {
        Json.Obj values =
                (Json.Obj) JsonReader.parse(Attributes.text(item, "values").getBytes(StandardCharsets.UTF_8));
        return new StoredSettings(
                Attributes.text(item, PK).substring(PREFIX.length()),
                Attributes.number(item, VERSION),
                new TreeMap<>(values.members()),
                UUID.fromString(Attributes.text(item, "change")),
                Attributes.time(item, "changed"),
                Attributes.text(item, "changedBy"));
    }
}
