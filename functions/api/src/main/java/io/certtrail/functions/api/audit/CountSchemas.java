package io.certtrail.functions.api.audit;

import io.certtrail.domain.audit.Facet;
import io.certtrail.domain.audit.Interval;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.Arrays;

/** What the counts of the audit log answer. */
final class CountSchemas {
    private static final int MAX_VALUES = 1_000;

    static final Schema FACETS = new Schema.Named(
            "AuditFacets",
            Schema.object("How many entries match, by each facet")
                    .required(
                            "data",
                            new Schema.Items(
                                    "",
                                    Schema.object("")
                                            .required(
                                                    "facet",
                                                    new Schema.Choice(
                                                            "actor is the actor's id",
                                                            Arrays.stream(Facet.values())
                                                                    .map(Facet::text)
                                                                    .toList()))
                                            .required(
                                                    "values",
                                                    new Schema.Items(
                                                            "The most frequent first",
                                                            Schema.object("")
                                                                    .required(
                                                                            "value",
                                                                            Schema.text(
                                                                                    "Longer ones are cut",
                                                                                    Facet.MAX_CHARS))
                                                                    .required(
                                                                            "count",
                                                                            number("How many entries have it")),
                                                            0,
                                                            MAX_VALUES))
                                            .required("others", number("How many entries have none of these")),
                                    0,
                                    Facet.values().length))
                    .required("total", number("How many entries match"))
                    .required("page", AuditSchemas.pageOf())
                    .required("search", AuditSchemas.search("What was counted")));

    static final Schema HISTOGRAM = new Schema.Named(
            "AuditHistogram",
            Schema.object("How many entries match, by when they were recorded")
                    .required(
                            "data",
                            new Schema.Items(
                                    "Oldest first, one after the other",
                                    Schema.object("")
                                            .required("from", Schema.time("When it begins"))
                                            .required("to", Schema.time("The first time that is not in it"))
                                            .required("count", number("How many entries match in it")),
                                    1,
                                    Interval.MAX_BUCKETS))
                    .required("total", number("How many entries match"))
                    .required("page", AuditSchemas.pageOf())
                    .required("search", AuditSchemas.search("What was counted")));

    private CountSchemas() {}

    private static Schema.Whole number(String description) {
        return new Schema.Whole(description, 0, Json.MAX_INTEGER);
    }
}
