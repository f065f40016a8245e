package io.certtrail.domain.ocsf;

import io.certtrail.domain.ocsf.OcsfSchema.Shape;
import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a record to the schema and notes everything that is wrong. Not thread-safe. */
final class OcsfCheck {
    private static final String OTHER = "99";

    /** The schema lists the base event's numbers alone; a class's own follow from its name. */
    private static final Set<String> DERIVED = Set.of("category_uid", "class_uid");

    private final OcsfSchema schema;
    private final Set<String> profiles;
    private final List<String> wrong = new ArrayList<>();

    private OcsfCheck(OcsfSchema schema, Set<String> profiles) {
        this.schema = schema;
        this.profiles = profiles;
    }

    /** Everything that is wrong with a record. */
    static List<String> violations(OcsfSchema schema, Json.Obj record) {
        Json.Obj metadata = (Json.Obj) record.member("metadata");
        Set<String> profiles = new HashSet<>();
        if (metadata.get("profiles") instanceof Json.Arr(List<Json> names)) {
            names.forEach(name -> profiles.add(OcsfSchema.text(name)));
        }
        OcsfCheck check = new OcsfCheck(schema, profiles);
        check.record(record, metadata);
        return check.wrong;
    }

    private void record(Json.Obj record, Json.Obj metadata) {
        long uid = OcsfSchema.number(record, "class_uid");
        Shape shape = schema.classOf(uid);
        object(shape, record, "");
        expect("metadata.version", Json.of(OcsfSchema.version()), metadata.get("version"));
        expect("type_uid", Json.of(uid * 100 + OcsfSchema.number(record, "activity_id")), record.get("type_uid"));
        expect("class_name", Json.of(shape.caption()), record.get("class_name"));
        expect("category_uid", Json.of(uid / 1000), record.get("category_uid"));
        expect("category_name", Json.of(schema.category(shape)), record.get("category_name"));
        expect(
                "type_name",
                Json.of(shape.caption() + ": " + OcsfSchema.text(record, "activity_name")),
                record.get("type_name"));
        if (!shape.profiles().containsAll(profiles)) {
            wrong.add("metadata.profiles: expected some of %s, found %s".formatted(shape.profiles(), profiles));
        }
    }

    private void expect(String path, @Nullable Json expected, @Nullable Json found) {
        if (expected == null || !expected.equals(found)) {
            wrong.add("%s: expected %s, found %s".formatted(path, expected, found));
        }
    }

    private void object(Shape shape, Json.Obj value, String path) {
        shape.attributes().forEach((name, attribute) -> {
            if (isHere(attribute)
                    && attribute.get("requirement") instanceof Json.Str(String requirement)
                    && requirement.equals("required")
                    && value.get(name) == null) {
                wrong.add(path + name + ": required");
            }
        });
        value.members().forEach((name, member) -> {
            Json.Obj attribute = shape.attributes().get(name);
            if (attribute == null || !isHere(attribute)) {
                wrong.add(path + name + ": there is no such attribute here");
            } else if (attribute.get("@deprecated") != null) {
                wrong.add(path + name + ": deprecated");
            } else {
                attribute(attribute, value, member, path + name);
            }
        });
        shape.constraints().forEach((kind, names) -> constraint(kind, (Json.Arr) names, value, path));
    }

    private boolean isHere(Json.Obj attribute) {
        return !(attribute.get("profile") instanceof Json.Str(String profile)) || profiles.contains(profile);
    }

    private void constraint(String kind, Json.Arr names, Json.Obj value, String path) {
        long there = names.items().stream()
                .filter(name -> value.get(OcsfSchema.text(name)) != null)
                .count();
        if (kind.equals("just_one") ? there != 1 : there == 0) {
            wrong.add("%s: %s of %s, found %d".formatted(path, kind, names, there));
        }
    }

    private void attribute(Json.Obj attribute, Json.Obj parent, Json value, String path) {
        if (Json.of(true).equals(attribute.get("is_array"))) {
            if (value instanceof Json.Arr(List<Json> items)) {
                items.forEach(item -> one(attribute, parent, item, path + "[]"));
            } else {
                wrong.add(path + ": expected an array");
            }
        } else {
            one(attribute, parent, value, path);
        }
    }

    private void one(Json.Obj attribute, Json.Obj parent, Json value, String path) {
        String type = OcsfSchema.text(attribute, "type");
        if (type.equals("object")) {
            require(value instanceof Json.Obj, path, "an object");
        } else if (schema.isObject(type)) {
            if (value instanceof Json.Obj inner) {
                object(schema.object(type), inner, path + ".");
            } else {
                wrong.add(path + ": expected an object of " + type);
            }
        } else {
            scalar(schema.type(type), type, value, path);
            enumerated(attribute, parent, value, path);
        }
    }

    private void require(boolean holds, String path, String expected) {
        if (!holds) {
            wrong.add(path + ": expected " + expected);
        }
    }

    private void scalar(Json.Obj type, String name, Json value, String path) {
        String root = type.get("type") instanceof Json.Str(String base) ? base : name;
        switch (root) {
            case "string_t" -> require(value instanceof Json.Str, path, "a string");
            case "integer_t", "long_t" -> require(value instanceof Json.Num, path, "an integer");
            case "boolean_t" -> require(value instanceof Json.Bool, path, "true or false");
            case "json_t" -> {}
            default -> wrong.add(path + ": of type " + root);
        }
        if (value instanceof Json.Str(String text)) {
            if (type.get("regex") instanceof Json.Str(String regex)) {
                require(Pattern.compile(regex).matcher(text).find(), path, "text of the form of " + name);
            }
            if (type.get("max_len") instanceof Json.Num(long most)) {
                require(text.length() <= most, path, "at most " + most + " characters");
            }
        }
    }

    /** A number is one of the listed ones, and the attribute beside it says its name, or for 99 one of its own. */
    private void enumerated(Json.Obj attribute, Json.Obj parent, Json value, String path) {
        if (DERIVED.contains(path)
                || !(attribute.get("enum") instanceof Json.Obj listed)
                || !(value instanceof Json.Num(long number))) {
            return;
        }
        Map<String, String> captions = listed.members().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> OcsfSchema.text((Json.Obj) entry.getValue(), "caption")));
        if (path.startsWith("observables")) {
            schema.observables().forEach((id, caption) -> captions.put(String.valueOf(id), caption));
        }
        String key = String.valueOf(number);
        if (!captions.containsKey(key)) {
            wrong.add("%s: expected one of %s, found %d".formatted(path, captions.keySet(), number));
        } else if (attribute.get("sibling") instanceof Json.Str(String sibling)) {
            Json name = parent.get(sibling);
            boolean named = key.equals(OTHER)
                    ? name instanceof Json.Str
                    : name == null || name.equals(Json.of(String.valueOf(captions.get(key))));
            require(named, path, "beside it %s, found %s".formatted(captions.get(key), name));
        }
    }
}
