package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What CloudTrail's events mean here: {@code mapping.json}, explained in docs/import-cloudtrail.md. Immutable and safe
 * for use by several threads.
 *
 * @param rules the first that takes a record counts
 * @param resources where a record says what it was done to, when it does not list resources; the first counts
 * @param credentials names of members whose values open something, and so never go into a ledger
 */
record Mapping(List<Rule> rules, List<ResourceParameter> resources, Set<String> credentials) {

    private static final String FILE = "mapping.json";

    /** A JSON pointer into a record and the type of resource that it names. */
    record ResourceParameter(String pointer, String type) {}

    /** Reads the mapping of this version. */
    static Mapping load() {
        try (InputStream in = Mapping.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            Json.Obj mapping = (Json.Obj) JsonReader.parse(in.readAllBytes());
            return new Mapping(
                    objects(mapping, "rules").map(Mapping::rule).toList(),
                    objects(mapping, "resources")
                            .map(item -> new ResourceParameter(text(item, "parameter"), text(item, "type")))
                            .toList(),
                    Set.copyOf(texts(mapping.member("credentials"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.util.stream.Stream<Json.Obj> objects(Json.Obj from, String name) {
        return ((Json.Arr) from.member(name)).items().stream().map(Json.Obj.class::cast);
    }

    private static Rule rule(Json.Obj rule) {
        return new Rule(
                text(rule, "source"),
                text(rule, "event"),
                when(rule.get("when")),
                Json.Bool.TRUE.equals(rule.get("error")),
                text(rule, "action"),
                (Json.Obj) rule.member("resource"),
                (Json.Obj) rule.member("details"),
                rule.has("description") ? Optional.of(text(rule, "description")) : Optional.empty(),
                text(rule, "why"));
    }

    private static Map<String, List<String>> when(@Nullable Json conditions) {
        return conditions instanceof Json.Obj(Map<String, Json> members)
                ? members.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> texts(entry.getValue()), (a, b) -> a, LinkedHashMap::new))
                : Map.of();
    }

    private static List<String> texts(Json list) {
        return ((Json.Arr) list)
                .items().stream().map(item -> ((Json.Str) item).value()).toList();
    }

    private static String text(Json.Obj from, String name) {
        return ((Json.Str) from.member(name)).value();
    }
}
