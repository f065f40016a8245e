package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an audit event, in the form that {@code POST /api/audit/events} takes, of a record. Thread-safe. */
final class EventMapper {

    /** The member of {@code details} that holds what the record says beyond the event's own attributes. */
    private static final String RECORD = "cloudtrail";

    private static final int LONGEST_ACTION = 200;

    /** Of the 32 levels that an entry may have; the request around the details takes some. */
    private static final int DEEPEST = 20;

    /** What an entry may have, less the severity and description that the door may add. */
    private static final int LARGEST = EntryLimits.MAX_ENTRY_BYTES - 4096;

    private final Mapping mapping;

    EventMapper(Mapping mapping) {
        this.mapping = mapping;
    }

    /**
     * @param id the event's id
     * @param json the event
     * @param mapped whether it is an action of the catalogue; else it is a custom one
     */
    record Mapped(String id, Json.Obj json, boolean mapped) {}

    Mapped map(CloudTrailRecord trail) {
        Actor actor = Identity.of(trail);
        Template template = new Template(trail, actor.name());
        for (Rule rule : mapping.rules()) {
            if (rule.takes(trail)) {
                Optional<Json> resource = template.fill(rule.resource());
                Optional<Json> details = template.fill(rule.details());
                if (resource.isPresent() && details.isPresent()) {
                    String description =
                            rule.description().flatMap(template::fill).orElse(null);
                    return event(
                            trail,
                            actor,
                            rule.action(),
                            (Json.Obj) resource.get(),
                            description,
                            (Json.Obj) details.get(),
                            true);
                }
            }
        }
        return event(trail, actor, customAction(trail), resource(trail), sentence(trail, actor), Json.Obj.EMPTY, false);
    }

    private Mapped event(
            CloudTrailRecord trail,
            Actor actor,
            String action,
            Json.Obj resource,
            @Nullable String description,
            Json.Obj details,
            boolean mapped) {
        String id = trail.id().toString();
        Json.Obj withoutDetails = Json.obj()
                .put("id", id)
                .put("occurred", LedgerTime.text(trail.occurred()))
                .put("action", action)
                .put("actor", actor(actor))
                .put("client", client(trail))
                .put("resource", cleaned(resource))
                .putIfPresent("description", description == null ? null : Line.of(description))
                .put("trace", Line.of(trail.text("/requestID").orElse("")))
                .build();
        int room = LARGEST - Fitting.size(withoutDetails) - Fitting.size(details);
        Json.Obj record = Fitting.notLarger(record(trail), room);
        Map<String, Json> all = new LinkedHashMap<>(details.members());
        all.put(RECORD, record);
        Map<String, Json> event = new LinkedHashMap<>(withoutDetails.members());
        event.put("details", new Json.Obj(all));
        return new Mapped(id, new Json.Obj(event), mapped);
    }

    private static Json.Obj actor(Actor actor) {
        return Json.obj()
                .put("type", actor.type().name().toLowerCase(Locale.ROOT))
                .put("id", Line.of(actor.id()))
                .put("name", Line.of(actor.name()))
                .build();
    }

    private static Json.Obj client(CloudTrailRecord trail) {
        return Json.obj()
                .putIfPresent("ip", trail.address().orElse(null))
                .putIfPresent("userAgent", trail.userAgent().map(Line::of).orElse(null))
                .build();
    }

    private static Json.Obj cleaned(Json.Obj resource) {
        Json.ObjBuilder clean = Json.obj();
        resource.members().forEach((name, value) -> clean.put(name, Line.of(((Json.Str) value).value())));
        return clean.build();
    }

    /** The record without what stands in the event itself, as far as it stands there unchanged. */
    private Json.Obj record(CloudTrailRecord trail) {
        Map<String, Json> rest = new LinkedHashMap<>(trail.json().members());
        rest.remove("eventTime");
        rest.values().removeIf(Json.NULL::equals);
        removeIfSame(rest, "eventID", trail.id().toString());
        trail.address().ifPresent(address -> removeIfSame(rest, "sourceIPAddress", address));
        trail.userAgent().ifPresent(agent -> removeIfSame(rest, "userAgent", Line.of(agent)));
        trail.text("/requestID").ifPresent(request -> removeIfSame(rest, "requestID", Line.of(request)));
        Json safe = Fitting.withoutCredentials(new Json.Obj(rest), mapping.credentials());
        return (Json.Obj) Fitting.notDeeper(safe, DEEPEST);
    }

    private static void removeIfSame(Map<String, Json> members, String name, String value) {
        members.remove(name, new Json.Str(value));
    }

    /** {@code custom.aws.<service>.<event>}, in CloudTrail's own spelling. */
    private static String customAction(CloudTrailRecord trail) {
        String action = "custom.aws." + segment(trail.service()) + "." + segment(trail.name());
        return action.substring(0, Math.min(action.length(), LONGEST_ACTION));
    }

    private static String segment(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_-]", "_").replaceFirst("^[_-]+", "");
        return clean.isEmpty() ? "unknown" : clean;
    }

    /** What it was done to: the first resource that the record lists, else the parameter that names one, else the service. */
    private Json.Obj resource(CloudTrailRecord trail) {
        Optional<String> listed = trail.text("/resources/0/ARN").filter(arn -> !arn.isEmpty());
        if (listed.isPresent()) {
            return resource(
                    trail.text("/resources/0/type").map(EventMapper::type).orElse("aws_resource"), listed.get());
        }
        for (Mapping.ResourceParameter parameter : mapping.resources()) {
            Optional<String> named = trail.text(parameter.pointer()).filter(text -> !text.isEmpty());
            if (named.isPresent()) {
                return resource(parameter.type(), named.get());
            }
        }
        return resource("aws_service", trail.source());
    }

    private static Json.Obj resource(String type, String id) {
        return Json.obj().put("type", type).put("id", id).build();
    }

    /** {@code AWS::IAM::Role} is written {@code iam_role}. */
    private static String type(String cloudFormation) {
        String type = cloudFormation.replaceFirst("^AWS::", "").replaceAll("[^A-Za-z0-9]+", "_");
        return type.isEmpty() ? "aws_resource" : type.toLowerCase(Locale.ROOT);
    }

    private static String sentence(CloudTrailRecord trail, Actor actor) {
        String what = actor.type() == Actor.Type.SYSTEM ? "did" : "called";
        String failed = trail.errorCode().map(code -> ", which failed: " + code).orElse("");
        String region = trail.text("/awsRegion").map(" in "::concat).orElse("");
        return actor.name() + " " + what + " " + trail.name() + " of " + trail.service() + region + failed;
    }
}
