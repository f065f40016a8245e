package io.certtrail.domain.ocsf;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Json;
import java.util.Optional;

/**
 * Writes entries as records of the Open Cybersecurity Schema Framework, in the version that {@link OcsfMapping} names.
 * Whatever the schema has no place for stands under {@code unmapped}, so that nothing of an entry is lost. Immutable
 * and safe for use by several threads.
 */
public final class OcsfRecords {
    private static final String PRODUCT = "CertTrail";

    private static final int DETECTION_FINDING = 2004;
    private static final int ACCOUNT_CHANGE = 3001;
    private static final int AUTHENTICATION = 3002;
    private static final int ENTITY_MANAGEMENT = 3004;
    private static final int API_ACTIVITY = 6003;
    private static final int SCAN_ACTIVITY = 6007;

    private final OcsfMapping mapping;
    private final String version;

    /** @param version of this software */
    public OcsfRecords(OcsfMapping mapping, String version) {
        this.mapping = mapping;
        this.version = version;
    }

    /** The record of an entry of this log. */
    public Json.Obj of(Origin origin, LoggedEntry logged) {
        Entry entry = logged.entry();
        OcsfAction action = mapping.of(entry.action());
        Json.ObjBuilder record = classified(action, entry)
                .put("time", entry.occurred().toEpochMilli())
                .put("message", entry.description())
                .put("metadata", metadata(origin, logged, action.type()))
                .put("actor", OcsfObjects.actor(entry.actor()));
        if (entry.details().get("durationMs") instanceof Json.Num duration) {
            record.put("duration", duration);
        }
        ofClass(record, action.type(), entry);
        OcsfObjects.observables(entry, saysWho(action.type()))
                .ifPresent(observables -> record.put("observables", observables));
        return record.put("unmapped", unmapped(logged)).build();
    }

    private Json.ObjBuilder classified(OcsfAction action, Entry entry) {
        OcsfClass type = action.type();
        OcsfSeverity severity = mapping.of(entry.severity());
        Json.ObjBuilder record = Json.obj()
                .put("category_uid", type.categoryUid())
                .put("category_name", type.categoryName())
                .put("class_uid", type.uid())
                .put("class_name", type.name())
                .put("activity_id", action.activityId())
                .put("activity_name", action.activityName())
                .put("type_uid", action.typeUid())
                .put("type_name", type.name() + ": " + action.activityName())
                .put("severity_id", severity.id())
                .put("severity", severity.name());
        OcsfAction.Status status = action.status();
        return status == null ? record : record.put("status_id", status.id()).put("status", status.name());
    }

    private Json.Obj metadata(Origin origin, LoggedEntry logged, OcsfClass type) {
        Entry entry = logged.entry();
        Json.ObjBuilder metadata = Json.obj()
                .put("version", mapping.version())
                .put(
                        "product",
                        Json.obj()
                                .put("name", PRODUCT)
                                .put("vendor_name", PRODUCT)
                                .put("version", version)
                                .build())
                .put("uid", entry.id().toString())
                .put("sequence", logged.seq())
                .put("event_code", entry.action())
                .put("logged_time", entry.time().toEpochMilli())
                .put("log_name", origin.text())
                .put("tenant_uid", origin.tenant());
        if (!entry.trace().isEmpty()) {
            metadata.put("correlation_uid", entry.trace());
        }
        if (!saysWho(type)) {
            metadata.put("profiles", Json.arr(Json.of("host")));
        }
        return metadata.build();
    }

    /** Whether the class itself says who did it, and from where; the others have an actor by the schema's host profile. */
    private static boolean saysWho(OcsfClass type) {
        return switch (type.uid()) {
            case ACCOUNT_CHANGE, AUTHENTICATION, ENTITY_MANAGEMENT, API_ACTIVITY -> true;
            default -> false;
        };
    }

    private static void ofClass(Json.ObjBuilder record, OcsfClass type, Entry entry) {
        if (saysWho(type)) {
            client(record, type, entry);
        }
        switch (type.uid()) {
            case ACCOUNT_CHANGE -> record.put("user", OcsfObjects.user(entry));
            case AUTHENTICATION ->
                record.put("user", OcsfObjects.user(entry))
                        .put("service", Json.obj().put("name", PRODUCT).build());
            case ENTITY_MANAGEMENT -> record.put("entity", OcsfObjects.entity(entry.resource()));
            case API_ACTIVITY ->
                record.put("api", Json.obj().put("operation", entry.action()).build())
                        .put("resources", Json.arr(OcsfObjects.resource(entry.resource())));
            case DETECTION_FINDING ->
                record.put("finding_info", OcsfObjects.finding(entry))
                        .put("resources", Json.arr(OcsfObjects.resource(entry.resource())));
            case SCAN_ACTIVITY -> record.put("scan", OcsfObjects.scan(entry));
            default -> {}
        }
    }

    private static void client(Json.ObjBuilder record, OcsfClass type, Entry entry) {
        Optional<String> address = OcsfObjects.address(entry.client());
        if (address.isPresent() || type.uid() == API_ACTIVITY) {
            record.put("src_endpoint", OcsfObjects.endpoint(entry, address));
        }
        String userAgent = entry.client().userAgent();
        if (userAgent != null) {
            record.put("http_request", Json.obj().put("user_agent", userAgent).build());
        }
    }

    private static Json.Obj unmapped(LoggedEntry logged) {
        Entry entry = logged.entry();
        Json.ObjBuilder unmapped = Json.obj()
                .put("seq", logged.seq())
                .put("severity", entry.severity().text())
                .put("actor_type", entry.actor().type().text())
                .put("resource", EntryJson.of(entry.resource()))
                .put("details", entry.details());
        Json.Obj client = EntryJson.of(entry.client());
        return (client.members().isEmpty() ? unmapped : unmapped.put("client", client)).build();
    }
}
