package io.certtrail.domain.audit;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks for; all that is given must match, what is null or empty asks nothing.
 *
 * @param time the range of the entries' {@code time}
 * @param occurred the range of their {@code occurred}
 * @param actor an actor's id or name, or {@code system} for whatever the system did
 * @param resource a resource's type, {@code type:id}, or name
 * @param text see {@link Builder#q}
 */
public record AuditQuery(
        TimeRange time,
        TimeRange occurred,
        ActionFilter actions,
        @Nullable String actor,
        Actor.@Nullable Type actorType,
        @Nullable String resource,
        Set<Severity> severities,
        @Nullable TextQuery text,
        Order order) {
    public AuditQuery {
        severities = Set.copyOf(severities);
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean matches(Entry entry) {
        return time.contains(entry.time())
                && occurred.contains(entry.occurred())
                && actions.matches(entry.action())
                && (severities.isEmpty() || severities.contains(entry.severity()))
                && (actorType == null || actorType == entry.actor().type())
                && (actor == null || Column.ACTOR.values(entry).contains(actor))
                && (resource == null || Column.RESOURCE.values(entry).contains(resource))
                && (text == null || text.matches(entry));
    }

    /** The same object for the same question to the same log: what a cursor is bound to. */
    Json.Obj canonical(Origin origin) {
        Json.ObjBuilder object = Json.obj().put("origin", origin.text()).put("order", order.text());
        put(object, "from", time.from());
        put(object, "to", time.to());
        put(object, "occurredFrom", occurred.from());
        put(object, "occurredTo", occurred.to());
        object.put("action", texts(actions.texts()))
                .put(
                        "severity",
                        texts(severities.stream().sorted().map(Severity::text).toList()))
                .putIfPresent("actor", actor)
                .putIfPresent("actorType", actorType == null ? null : actorType.text())
                .putIfPresent("resource", resource);
        if (text != null) {
            object.put("q", text.canonical());
        }
        return object.build();
    }

    private static void put(Json.ObjBuilder object, String name, @Nullable Instant time) {
        object.putIfPresent(name, time == null ? null : LedgerTime.text(time));
    }

    private static Json.Arr texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json::of).toList());
    }

    /** Gathers what is asked, one by one. Not thread-safe. */
    public static final class Builder {
        private TimeRange time = TimeRange.ALL;
        private TimeRange occurred = TimeRange.ALL;
        private ActionFilter actions = ActionFilter.ALL;
        private @Nullable String actor;
        private Actor.@Nullable Type actorType;
        private @Nullable String resource;
        private Set<Severity> severities = Set.of();
        private @Nullable TextQuery text;
        private Order order = Order.NEWEST_FIRST;

        private Builder() {}

        public Builder time(TimeRange range) {
            time = range;
            return this;
        }

        public Builder occurred(TimeRange range) {
            occurred = range;
            return this;
        }

        public Builder actions(ActionFilter filter) {
            actions = filter;
            return this;
        }

        public Builder actor(@Nullable String idOrName) {
            actor = idOrName;
            return this;
        }

        public Builder actorType(Actor.@Nullable Type type) {
            actorType = type;
            return this;
        }

        public Builder resource(@Nullable String typeOrIdOrName) {
            resource = typeOrIdOrName;
            return this;
        }

        public Builder severities(Set<Severity> any) {
            severities = any;
            return this;
        }

        /**
         * Asks for words, phrases and fields, case and accents folded: see {@link TextQuery#parse}.
         *
         * @throws TextQueryException if the text can't be read
         */
        public Builder q(String newText) {
            text = TextQuery.parse(newText);
            return this;
        }

        public Builder order(Order newOrder) {
            order = newOrder;
            return this;
        }

        public AuditQuery build() {
            return new AuditQuery(time, occurred, actions, actor, actorType, resource, severities, text, order);
        }
    }
}
