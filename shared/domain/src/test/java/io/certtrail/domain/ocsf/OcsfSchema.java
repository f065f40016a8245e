package io.certtrail.domain.ocsf;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of the published schema that the records need, as its authors wrote it ({@code schema/}, unchanged from
 * ocsf-schema v1.8.0): classes and objects with what they extend and include, on top of the dictionary.
 */
final class OcsfSchema {
    private static final List<String> EVENTS = List.of(
            "base_event",
            "iam/account_change",
            "iam/authentication",
            "iam/entity_management",
            "application/api_activity",
            "application/scan_activity",
            "application/application_error",
            "findings/detection_finding");

    /** Where the files of those that are extended lie. */
    private static final Map<String, String> PARENTS = Map.of(
            "base_event", "events/base_event",
            "iam", "events/iam/iam",
            "application", "events/application/application",
            "finding", "events/findings/finding");

    private final Json.Obj dictionary = file("dictionary");
    private final Json.Obj categories = object(file("categories"), "attributes");
    private final Map<Long, String> observables = gatherObservables();
    private final Map<Long, Shape> classes = new HashMap<>();
    private final Map<String, Shape> objects = new HashMap<>();

    /**
     * A class or an object.
     *
     * @param attributes by name, each as the dictionary, what is extended and the file itself say together
     * @param constraints such as {@code at_least_one}
     */
    record Shape(
            String caption,
            String category,
            Map<String, Json.Obj> attributes,
            Map<String, Json> constraints,
            Set<String> profiles) {}

    OcsfSchema() {
        for (String event : EVENTS) {
            Json.Obj own = file("events/" + event);
            Shape shape = shape(own, true);
            Json.Obj category = (Json.Obj) categories.get(shape.category());
            long uid = own.get("uid") instanceof Json.Num(long n) ? n : 0;
            classes.put(category == null ? uid : number(category, "uid") * 1000 + uid, shape);
        }
    }

    static String version() {
        return text(file("version"), "version");
    }

    Shape classOf(long uid) {
        return Objects.requireNonNull(classes.get(uid), () -> "no class " + uid);
    }

    Set<Long> classes() {
        return classes.keySet();
    }

    Shape object(String name) {
        Shape known = objects.get(name);
        if (known != null) {
            return known;
        }
        Shape shape = shape(file("objects/" + name), false);
        objects.put(name, shape);
        return shape;
    }

    boolean isObject(String type) {
        return !((Json.Obj) object(dictionary, "types").member("attributes"))
                .members()
                .containsKey(type);
    }

    /** The type with everything that it takes over from the type it is made of. */
    Json.Obj type(String name) {
        Json.Obj own = (Json.Obj) ((Json.Obj) object(dictionary, "types").member("attributes")).member(name);
        return own.get("type") instanceof Json.Str(String base) ? merged(type(base), own) : own;
    }

    /** The name of the class's category. */
    String category(Shape type) {
        return categories.get(type.category()) instanceof Json.Obj category
                ? text(category, "caption")
                : "Uncategorized";
    }

    /** What the numbers of observables mean: the schema gathers them from its types and attributes. */
    Map<Long, String> observables() {
        return observables;
    }

    private Map<Long, String> gatherObservables() {
        Map<Long, String> captions = new TreeMap<>();
        List<Json> all = new ArrayList<>();
        all.addAll(((Json.Obj) object(dictionary, "types").member("attributes"))
                .members()
                .values());
        all.addAll(object(dictionary, "attributes").members().values());
        for (Json one : all) {
            if (one instanceof Json.Obj type && type.get("observable") instanceof Json.Num(long number)) {
                captions.put(number, text(type, "caption"));
            }
        }
        return captions;
    }

    private Shape shape(Json.Obj own, boolean event) {
        Shape parent = parent(own, event);
        Map<String, Json.Obj> attributes = new LinkedHashMap<>(parent.attributes());
        Json.Obj given = object(own, "attributes");
        if (given.get("$include") instanceof Json.Arr(List<Json> profiles)) {
            profiles.forEach(profile -> include(text(profile), attributes));
        }
        given.members().forEach((name, value) -> {
            if (!name.equals("$include")) {
                attributes.put(name, merged(base(name, attributes), (Json.Obj) value));
            }
        });
        Set<String> profiles = new LinkedHashSet<>(parent.profiles());
        if (own.get("profiles") instanceof Json.Arr(List<Json> names)) {
            names.forEach(name -> profiles.add(text(name)));
        }
        Map<String, Json> constraints = new LinkedHashMap<>(parent.constraints());
        if (own.get("constraints") instanceof Json.Obj(Map<String, Json> more)) {
            constraints.putAll(more);
        }
        return new Shape(
                text(own, "caption"),
                own.get("category") instanceof Json.Str(String category) ? category : parent.category(),
                attributes,
                constraints,
                profiles);
    }

    private Shape parent(Json.Obj own, boolean event) {
        if (!(own.get("extends") instanceof Json.Str(String parent))) {
            return new Shape("", "", Map.of(), Map.of(), Set.of());
        }
        return event ? shape(file(Objects.requireNonNull(PARENTS.get(parent), parent)), true) : object(parent);
    }

    /** What a profile adds is there for records of that profile alone, until a file says {@code "profile": null}. */
    private void include(String path, Map<String, Json.Obj> attributes) {
        Json.Obj profile = file(path.substring(0, path.length() - ".json".length()));
        Json.Obj gate = Json.obj().put("profile", text(profile, "name")).build();
        object(profile, "attributes").members().forEach((name, value) -> {
            if (!attributes.containsKey(name)) {
                attributes.put(name, merged(merged(base(name, attributes), (Json.Obj) value), gate));
            }
        });
    }

    private Json.Obj base(String name, Map<String, Json.Obj> attributes) {
        Json.Obj known = attributes.get(name);
        return known != null
                ? known
                : (Json.Obj) object(dictionary, "attributes").member(name);
    }

    /** Objects within objects are merged as well; whatever else is given replaces. */
    private static Json.Obj merged(Json.Obj below, Json.Obj above) {
        Map<String, Json> members = new LinkedHashMap<>(below.members());
        above.members()
                .forEach((name, value) -> members.merge(
                        name,
                        value,
                        (before, after) ->
                                before instanceof Json.Obj a && after instanceof Json.Obj b ? merged(a, b) : after));
        return new Json.Obj(members);
    }

    private static Json.Obj object(Json.Obj object, String name) {
        return (Json.Obj) object.member(name);
    }

    static String text(Json.Obj object, String name) {
        return text(object.member(name));
    }

    static String text(Json value) {
        return ((Json.Str) value).value();
    }

    static long number(Json.Obj object, String name) {
        return ((Json.Num) object.member(name)).value();
    }

    private static Json.Obj file(String name) {
        try (InputStream in = OcsfSchema.class.getResourceAsStream("schema/" + name + ".json")) {
            return (Json.Obj) JsonReader.parse(
                    Objects.requireNonNull(in, name + ".json is not there").readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
