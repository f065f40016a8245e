package io.certtrail.domain.catalogue;

import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code catalogue.json}: {@code {"v":1,"actions":[{action,severity,resource,details,description},…]}}. */
final class CatalogueReader {
    private static final long VERSION = 1;

    private CatalogueReader() {}

    static List<ActionDefinition> read(Json.Obj document) {
        List<Flaw> flaws = new ArrayList<>();
        Members members = Members.of(document, "", flaws);
        Long version = members.integer("v");
        Json.Arr actions = members.array("actions");
        members.noOthers();
        if (version == null || version != VERSION || actions == null) {
            throw new IllegalStateException("expected a catalogue of version " + VERSION + ", found " + flaws);
        }
        List<ActionDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < actions.items().size(); i++) {
            ActionDefinition definition = action((Json.Obj) actions.items().get(i), "/actions/" + i, flaws);
            if (definition != null) {
                definitions.add(definition);
            }
        }
        if (!flaws.isEmpty()) {
            throw new IllegalStateException("the catalogue is broken: " + flaws);
        }
        return definitions;
    }

    private static @Nullable ActionDefinition action(Json.Obj action, String pointer, List<Flaw> flaws) {
        Members members = Members.of(action, pointer, flaws);
        String name = members.string("action");
        String severity = members.string("severity");
        String resource = members.string("resource");
        Json.Obj details = members.object("details");
        String description = members.string("description");
        members.noOthers();
        if (name == null || severity == null || resource == null || details == null || description == null) {
            return null;
        }
        List<DetailField> fields = details.members().entrySet().stream()
                .map(field -> new DetailField(field.getKey(), DetailType.parse(((Json.Str) field.getValue()).value())))
                .toList();
        return new ActionDefinition(name, Severity.parse(severity), resource, fields, description);
    }
}
