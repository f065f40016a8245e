package io.certtrail.functions.api.audit;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.audit.AuditCounts;
import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.AuditSearch;
import io.certtrail.domain.audit.Facet;
import io.certtrail.domain.audit.Interval;
import io.certtrail.domain.audit.Tally;
import io.certtrail.domain.audit.TimeBuckets;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.filters.Conditions;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Origins;
import io.certtrail.functions.api.routing.PageLink;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many entries match a search, by what they are and by when they were recorded. */
public final class CountRoutes {
    private static final String INTERVAL = "interval";
    private static final String VALUES = "values";
    private static final int DEFAULT_VALUES = 100;
    private static final int MAX_VALUES = 1_000;

    private final Origins origins;
    private final AuditSearch search;
    private final Catalogue catalogue;
    private final Clock clock;

    public CountRoutes(Origins origins, AuditSearch search, Catalogue catalogue, Clock clock) {
        this.origins = origins;
        this.search = search;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(facets(), histogram());
    }

    private Route facets() {
        return Route.get("/api/audit/facets", "countAuditByFacet")
                .tag("Audit")
                .summary("Count what a search finds, by action, severity, actor and resource type")
                .description(
                        "Exact. If search.complete is false there was not time for all: the answer to the cursor counts"
                                + " what is left, and its counts add up with these.")
                .needs(Permission.READ_AUDIT)
                .takes(AuditParameters.counting(Parameter.query(
                                VALUES,
                                new Schema.Whole("Most values of a facet, the most frequent ones", 1, MAX_VALUES))
                        .fallback(String.valueOf(DEFAULT_VALUES))))
                .answers(Answer.json(200, "The counts", CountSchemas.FACETS)
                        .header("Link", "The counts of what is left, if something is (RFC 8288, rel=next)"))
                .by(this::countFacets);
    }

    private HttpResponse countFacets(Call call) {
        AuditQuery query = QueryReader.read(call, catalogue);
        Tally tally = Tally.of(EnumSet.allOf(Facet.class));
        AuditCounts counts = count(call, query, tally);
        int most = call.whole(VALUES, DEFAULT_VALUES);
        Json.Arr data = new Json.Arr(Arrays.stream(Facet.values())
                .<Json>map(facet -> facet(facet, tally.counts(facet), most))
                .toList());
        return response(call, data, counts);
    }

    private static Json facet(Facet facet, Map<String, Long> counts, int most) {
        List<Map.Entry<String, Long>> values = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .toList();
        long shown = values.stream().mapToLong(Map.Entry::getValue).sum();
        long all = counts.values().stream().mapToLong(count -> count).sum();
        return Json.obj()
                .put("facet", facet.text())
                .put(
                        "values",
                        new Json.Arr(values.stream()
                                .<Json>map(value -> Json.obj()
                                        .put("value", value.getKey())
                                        .put("count", value.getValue())
                                        .build())
                                .toList()))
                .put("others", all - shown)
                .build();
    }

    private Route histogram() {
        return Route.get("/api/audit/histogram", "countAuditByTime")
                .tag("Audit")
                .summary("Count what a search finds, by when it was recorded")
                .description("Exact; of a range that is open on a side, from the oldest entry that is kept to now. If"
                        + " search.complete is false there was not time for all: the answer to the cursor counts what is"
                        + " left, and its counts add up with these.")
                .needs(Permission.READ_AUDIT)
                .takes(AuditParameters.counting(Parameter.query(
                        INTERVAL,
                        new Schema.Choice(
                                "How long a bucket is; without it one that gives about a hundred. Days begin at"
                                        + " midnight in the zone tz",
                                Arrays.stream(Interval.values())
                                        .map(Interval::text)
                                        .toList()))))
                .answers(Answer.json(200, "The counts", CountSchemas.HISTOGRAM)
                        .header("Link", "The counts of what is left, if something is (RFC 8288, rel=next)"))
                .by(this::countByTime);
    }

    private HttpResponse countByTime(Call call) {
        AuditQuery query = QueryReader.read(call, catalogue);
        Tally tally = Tally.of(buckets(call, query));
        AuditCounts counts = count(call, query, tally);
        List<Json> data = new java.util.ArrayList<>();
        tally.buckets().ifPresent(buckets -> {
            for (int bucket = 0; bucket < buckets.count(); bucket++) {
                data.add(Json.obj()
                        .put("from", EntryDocuments.time(buckets.start(bucket)))
                        .put("to", EntryDocuments.time(buckets.end(bucket)))
                        .put("count", tally.inBucket(bucket))
                        .build());
            }
        });
        return response(call, new Json.Arr(data), counts);
    }

    private TimeBuckets buckets(Call call, AuditQuery query) {
        Origin origin = origins.of(call.principal());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        Instant asked = query.time().from();
        Instant from = asked == null ? search.begin(origin).orElse(now) : asked;
        Instant end = query.time().to();
        Instant to = end == null ? now : end;
        to = to.isAfter(from) ? to : from.plusMillis(1);
        ZoneId zone = new Conditions(catalogue).zone(call.text(Conditions.ZONE.name()));
        Optional<Interval> interval = call.text(INTERVAL).map(Interval::parse);
        try {
            return interval.orElse(Interval.fitting(from, to)).buckets(from, to, zone);
        } catch (IllegalArgumentException e) {
            throw Refusal.at(Code.INVALID_PARAMETER, "/" + INTERVAL, String.valueOf(e.getMessage()));
        }
    }

    private AuditCounts count(Call call, AuditQuery query, Tally tally) {
        return search.count(
                origins.of(call.principal()), query, tally, call.text("cursor").orElse(null));
    }

    private static HttpResponse response(Call call, Json.Arr data, AuditCounts counts) {
        Json.Obj document = Json.obj()
                .put("data", data)
                .put("total", counts.tally().total())
                .put("page", EntryDocuments.pageOf(counts.nextCursor()))
                .put(
                        "search",
                        EntryDocuments.search(
                                counts.from(), counts.to(), counts.scanned(), counts.complete(), counts.asOf()))
                .build();
        HttpResponse response = JsonText.response(200, document).with("cache-control", "no-store");
        return Optional.ofNullable(counts.nextCursor())
                .map(cursor -> response.with("link", PageLink.next(call.request(), "cursor", cursor)))
                .orElse(response);
    }
}
