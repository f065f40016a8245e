package io.certtrail.functions.api.routing;

import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes schemas as JSON Schema, gathering those that have a name. Not thread-safe. */
public final class SchemaDocument {
    private final Map<String, Json> named = new TreeMap<>();

    /** The schemas that have a name, by it: what {@code #/components/schemas} holds. */
    public Json.Obj named() {
        return new Json.Obj(named);
    }

    public Json.Obj of(Schema schema) {
        return switch (schema) {
            case Schema.Text text -> text(text);
            case Schema.Whole whole ->
                typed("integer", whole)
                        .put("minimum", whole.min())
                        .put("maximum", whole.max())
                        .build();
            case Schema.Flag flag -> typed("boolean", flag).build();
            case Schema.Choice choice ->
                typed("string", choice).put("enum", texts(choice.values())).build();
            case Schema.Name name -> name(name);
            case Schema.Items items ->
                typed("array", items)
                        .put("items", of(items.of()))
                        .put("minItems", items.min())
                        .put("maxItems", items.max())
                        .build();
            case Schema.Members members -> members(members);
            case Schema.Anything anything -> described(Json.obj(), anything).build();
            case Schema.AnyOf anyOf ->
                described(Json.obj(), anyOf)
                        .put(
                                "anyOf",
                                new Json.Arr(anyOf.schemas().stream()
                                        .<Json>map(this::of)
                                        .toList()))
                        .build();
            case Schema.OrNull orNull ->
                Json.obj()
                        .put(
                                "anyOf",
                                Json.arr(
                                        of(orNull.schema()),
                                        Json.obj().put("type", "null").build()))
                        .build();
            case Schema.Named reference -> reference(reference);
        };
    }

    private Json.Obj reference(Schema.Named reference) {
        if (!named.containsKey(reference.name())) {
            named.put(reference.name(), of(reference.schema()));
        }
        return Json.obj()
                .put("$ref", "#/components/schemas/" + reference.name())
                .build();
    }

    private static Json.Obj name(Schema.Name name) {
        return typed("string", name)
                .put("minLength", 1)
                .put("maxLength", name.maxLength())
                .put(
                        "anyOf",
                        Json.arr(
                                Json.obj().put("enum", texts(name.known())).build(),
                                Json.obj().put("pattern", name.pattern()).build()))
                .build();
    }

    private static Json.Obj text(Schema.Text text) {
        Json.ObjBuilder object = typed("string", text);
        if (text.minLength() > 0) {
            object.put("minLength", text.minLength());
        }
        if (text.maxLength() < Integer.MAX_VALUE) {
            object.put("maxLength", text.maxLength());
        }
        object.putIfPresent("format", text.format());
        String example = text.example();
        if (example != null) {
            object.put("examples", texts(List.of(example)));
        }
        return object.build();
    }

    private Json.Obj members(Schema.Members members) {
        Json.ObjBuilder properties = Json.obj();
        members.members().forEach((name, member) -> properties.put(name, of(member.schema())));
        List<String> required = members.members().entrySet().stream()
                .filter(member -> member.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
        Json.ObjBuilder object = typed("object", members).put("properties", properties.build());
        if (!required.isEmpty()) {
            object.put("required", texts(required));
        }
        return object.put("additionalProperties", members.open()).build();
    }

    private static Json.ObjBuilder typed(String type, Schema schema) {
        return described(Json.obj().put("type", type), schema);
    }

    private static Json.ObjBuilder described(Json.ObjBuilder object, Schema schema) {
        return schema.description().isEmpty() ? object : object.put("description", schema.description());
    }

    private static Json.Arr texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json::of).toList());
    }
}
