package io.certtrail.functions.api.audit;

import io.certtrail.functions.api.filters.Conditions;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Schema;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The parameters of a search. */
final class AuditParameters {
    private static final int MAX_TEXT = 1000;

    /** What only a page has. */
    private static final Set<String> UNCOUNTED = Set.of("order", "limit");

    static final List<Parameter> SEARCH = List.of(
            Conditions.bound("from", "The first time that is meant"),
            Conditions.bound("to", "The first time that is not meant any more"),
            Conditions.ZONE,
            Conditions.bound("occurredFrom", "The same of when it happened, as its source says"),
            Conditions.bound("occurredTo", "The first time of that kind that is not meant any more"),
            Conditions.ACTION,
            Parameter.query(
                    "actor", Schema.someText("The actor's id or name; system for what the system did", MAX_TEXT)),
            Parameter.query("actorType", Conditions.ACTOR_TYPE),
            Parameter.query(
                    "resource",
                    Schema.someText("The resource's type, type:id, or name", MAX_TEXT)
                            .example("certificate")),
            Conditions.SEVERITY,
            Parameter.query(
                    "q",
                    Schema.someText(
                            "Words, the last one's beginning, \"phrases\" in quotes, and field:value (action, actor,"
                                    + " actorType, resource, severity, ip, trace, id); words are looked for in action,"
                                    + " actor, description, resource name and details; case and accents do not matter",
                            MAX_TEXT)),
            Parameter.query("order", new Schema.Choice("desc is newest first", List.of("desc", "asc")))
                    .fallback("desc"),
            Parameter.query("limit", new Schema.Whole("Most entries of the page", 1, AuditRoutes.MAX_LIMIT))
                    .fallback(String.valueOf(AuditRoutes.DEFAULT_LIMIT)),
            Parameter.query("cursor", Schema.someText("nextCursor of the page before, with the same filters", 200)));

    private AuditParameters() {}

    /** The parameters of a count: the same filters, and one more. */
    static List<Parameter> counting(Parameter more) {
        return Stream.concat(
                        SEARCH.stream().filter(parameter -> !UNCOUNTED.contains(parameter.name())), Stream.of(more))
                .toList();
    }
}
