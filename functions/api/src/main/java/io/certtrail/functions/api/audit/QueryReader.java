package io.certtrail.functions.api.audit;

import io.certtrail.domain.audit.AuditQuery;
import io.certtrail.domain.audit.Order;
import io.certtrail.domain.audit.TimeRange;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.filters.Conditions;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** Reads what a search asks for from its parameters. */
final class QueryReader {
    private QueryReader() {}

    /** @throws Refusal with everything that is wrong */
    static AuditQuery read(Call call, Catalogue catalogue) {
        Conditions conditions = new Conditions(catalogue);
        ZoneId zone = conditions.zone(call.text(Conditions.ZONE.name()));
        Instant from = conditions.from("/from", call.text("from").orElse(null), zone);
        Instant to = conditions.to("/to", call.text("to").orElse(null), zone);
        conditions.requireRange("/to", from, to);
        Instant occurredFrom =
                conditions.from("/occurredFrom", call.text("occurredFrom").orElse(null), zone);
        Instant occurredTo =
                conditions.to("/occurredTo", call.text("occurredTo").orElse(null), zone);
        conditions.requireRange("/occurredTo", occurredFrom, occurredTo);
        AuditQuery.Builder query = AuditQuery.builder()
                .actions(conditions.actions("/action", call.texts("action")))
                .actor(call.text("actor").orElse(null))
                .actorType(call.text("actorType").map(Actor.Type::parse).orElse(null))
                .resource(call.text("resource").orElse(null))
                .severities(call.texts("severity").stream().map(Severity::parse).collect(Collectors.toSet()))
                .order(call.text("order").filter("asc"::equals).isPresent() ? Order.OLDEST_FIRST : Order.NEWEST_FIRST);
        call.text("q").ifPresent(text -> {
            try {
                query.q(text);
            } catch (IllegalArgumentException e) {
                conditions.note("/q", String.valueOf(e.getMessage()));
            }
        });
        conditions.refuse(Code.INVALID_PARAMETER);
        return query.time(new TimeRange(from, to))
                .occurred(new TimeRange(occurredFrom, occurredTo))
                .build();
    }
}
