package io.certtrail.domain.ocsf;

import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code ocsf.json}: {@code {"v":1,"version","severities":{…},"classes":[…],"custom":{…},"actions":[…]}}, whose
 * members are named as in the schema. Not thread-safe.
 */
final class OcsfMappingReader {
    private static final long VERSION = 1;

    private final List<Flaw> flaws = new ArrayList<>();
    private final Map<Long, OcsfClass> classes = new HashMap<>();

    private OcsfMappingReader() {}

    /** @throws IllegalStateException if the document is broken */
    static OcsfMapping read(Json.Obj document) {
        return new OcsfMappingReader().mapping(document);
    }

    private OcsfMapping mapping(Json.Obj document) {
        Members members = Members.of(document, "", flaws);
        Long v = members.integer("v");
        String version = members.string("version");
        Members severities = members.members("severities");
        Json.Arr classList = members.array("classes");
        Json.Obj custom = members.object("custom");
        Json.Arr actionList = members.array("actions");
        members.noOthers();
        if (v == null
                || v != VERSION
                || version == null
                || severities == null
                || classList == null
                || custom == null
                || actionList == null) {
            throw new IllegalStateException("expected a mapping of version " + VERSION + ", found " + flaws);
        }
        classList.items().forEach(item -> readClass(Members.of((Json.Obj) item, "/classes", flaws)));
        OcsfAction ofCustom = action(Members.of(custom, "/custom", flaws));
        OcsfMapping mapping = ofCustom == null
                ? null
                : new OcsfMapping(version, severities(severities), actions(actionList), ofCustom);
        if (mapping == null || !flaws.isEmpty()) {
            throw new IllegalStateException("the mapping is broken: " + flaws);
        }
        return mapping;
    }

    private Map<Severity, OcsfSeverity> severities(Members members) {
        Map<Severity, OcsfSeverity> severities = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            Members line = members.members(severity.text());
            Long id = line == null ? null : line.integer("severity_id");
            String name = line == null ? null : line.string("severity");
            if (id != null && name != null) {
                severities.put(severity, new OcsfSeverity(Math.toIntExact(id), name));
            }
        }
        members.noOthers();
        return severities;
    }

    private void readClass(Members members) {
        Long uid = members.integer("class_uid");
        String name = members.string("class_name");
        Long category = members.integer("category_uid");
        String categoryName = members.string("category_name");
        members.noOthers();
        if (uid != null && name != null && category != null && categoryName != null) {
            classes.put(uid, new OcsfClass(Math.toIntExact(uid), name, Math.toIntExact(category), categoryName));
        }
    }

    private Map<String, OcsfAction> actions(Json.Arr list) {
        Map<String, OcsfAction> actions = new HashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Members members = Members.of((Json.Obj) list.items().get(i), "/actions/" + i, flaws);
            String name = members.string("action");
            OcsfAction action = action(members);
            if (name != null && action != null && actions.put(name, action) != null) {
                members.flaw("action", "there is another line for " + name);
            }
        }
        return actions;
    }

    private @Nullable OcsfAction action(Members members) {
        Long uid = members.integer("class_uid");
        Long activity = members.integer("activity_id");
        String activityName = members.string("activity_name");
        String status = members.optionalString("status");
        Long statusId = status == null ? null : members.integer("status_id");
        members.noOthers();
        OcsfClass type = uid == null ? null : classes.get(uid);
        if (type == null) {
            members.flaw("class_uid", "there is no such class in the list of classes");
        }
        if (type == null || activity == null || activityName == null) {
            return null;
        }
        return new OcsfAction(
                type,
                Math.toIntExact(activity),
                activityName,
                status == null || statusId == null ? null : new OcsfAction.Status(Math.toIntExact(statusId), status));
    }
}
