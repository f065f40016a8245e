package io.certtrail.functions.api.filters;

import io.certtrail.domain.audit.ActionFilter;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.domain.time.DayOrTime;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads conditions one by one and notes everything that is wrong. Not thread-safe. */
public final class Conditions {
    /** The zone of bare dates. */
    public static final Parameter ZONE = Parameter.query(
                    "tz", Schema.someText("The zone of bare dates", 60).example("Europe/Berlin"))
            .fallback("UTC");

    /** Which actions; given several times, any of them. */
    public static final Parameter ACTION = Parameter.query(
                    "action",
                    Schema.someText("In either spelling, or rotation.* for what begins with rotation.", 200)
                            .example("rotation.*"))
            .repeated();

    /** Which severities; given several times, any of them. */
    public static final Parameter SEVERITY = Parameter.query(
                    "severity",
                    new Schema.Choice(
                            "",
                            Arrays.stream(Severity.values()).map(Severity::text).toList()))
            .repeated();

    /** What kind of actor. */
    public static final Schema ACTOR_TYPE = new Schema.Choice(
            "", Arrays.stream(Actor.Type.values()).map(Actor.Type::text).toList());

    private static final int MAX_BOUND = 40;

    private final Catalogue catalogue;
    private final List<Violation> violations = new ArrayList<>();

    public Conditions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A bound of a range of time, as a parameter. */
    public static Parameter bound(String name, String description) {
        return Parameter.query(
                name,
                Schema.someText(
                                description
                                        + ": a time with a zone (ISO 8601), or a date, which means that whole day in the zone tz",
                                MAX_BOUND)
                        .example("2026-11-22"));
    }

    /** Notes that something is wrong. */
    public void note(String pointer, String detail) {
        violations.add(new Violation(pointer, detail));
    }

    /** The zone of that name; UTC if none is named. */
    public ZoneId zone(Optional<String> name) {
        String text = name.orElse("UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            note("/tz", "expected a time zone such as Europe/Berlin or +01:00, found " + Found.quoted(text));
            return ZoneOffset.UTC;
        }
    }

    /** The first instant that is meant. */
    public @Nullable Instant from(String pointer, @Nullable String text, ZoneId zone) {
        return bound(pointer, text, zone, DayOrTime::start);
    }

    /** The first instant that is not meant any more. */
    public @Nullable Instant to(String pointer, @Nullable String text, ZoneId zone) {
        return bound(pointer, text, zone, DayOrTime::end);
    }

    private @Nullable Instant bound(
            String pointer, @Nullable String text, ZoneId zone, Function<DayOrTime, Instant> side) {
        if (text == null) {
            return null;
        }
        Optional<DayOrTime> bound = DayOrTime.parse(text, zone);
        if (bound.isEmpty()) {
            note(pointer, "expected a time with a zone, or a date such as 2026-11-22, found " + Found.quoted(text));
        }
        return bound.map(side).orElse(null);
    }

    /** Notes a range that ends before it has begun. */
    public void requireRange(String pointer, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            note(pointer, "expected a time after %s, found %s".formatted(from, to));
        }
    }

    /** The actions that are meant by some texts. */
    public ActionFilter actions(String pointer, List<String> texts) {
        ActionFilter filter = ActionFilter.ALL;
        for (String text : texts) {
            Optional<ActionFilter> more = filter.plus(text, catalogue);
            if (more.isEmpty()) {
                note(
                        pointer,
                        "expected an action of the catalogue, a custom. name, or the beginning of some and *, found "
                                + Found.quoted(text));
            }
            filter = more.orElse(filter);
        }
        return filter;
    }

    /**
     * Refuses if anything was noted.
     *
     * @throws Refusal with everything that was
     */
    public void refuse(Code code) {
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw Refusal.of(code, first.pointer().substring(1) + ": " + first.detail(), violations);
        }
    }
}
