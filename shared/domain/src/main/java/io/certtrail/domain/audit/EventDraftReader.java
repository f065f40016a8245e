package io.certtrail.domain.audit;

import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.DerivedId;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Violation;
import io.certtrail.domain.time.ZonedText;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryMembers;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of a request and notes everything that is wrong with it. Not thread-safe: one reader, one event.
 */
final class EventDraftReader {
    private static final Pattern UUID_FORM = Pattern.compile("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}");

    private final Catalogue catalogue;
    private final Members members;
    private final String pointer;
    private final List<Flaw> flaws;
    private Code code = Code.INVALID_EVENT;

    /**
     * @param pointer where the event stands in the request
     * @param flaws where to note what is wrong
     */
    EventDraftReader(Catalogue catalogue, Json.Obj event, String pointer, List<Flaw> flaws) {
        this.catalogue = catalogue;
        this.members = Members.of(event, pointer, flaws);
        this.pointer = pointer;
        this.flaws = flaws;
    }

    /** What kind of thing is wrong, if something is. */
    Code code() {
        return code;
    }

    /** The draft; null if something was wrong. */
    @Nullable
    EventDraft read() {
        int before = flaws.size();
        UUID id = id();
        Instant occurred = occurred();
        ActionDefinition definition = definition();
        Actor actor = actor();
        Client client =
                members.optional("client") == null ? Client.NONE : EntryMembers.client(members.members("client"));
        Resource resource = EntryMembers.resource(members.members("resource"));
        String description = members.optionalString("description");
        Json.Obj details = members.optional("details") == null ? Json.Obj.EMPTY : members.object("details");
        String trace = members.optional("trace") == null ? "" : members.string("trace");
        members.noOthers();
        if (definition == null || client == null || resource == null || details == null || trace == null) {
            return null;
        }
        notEmpty("/resource/type", resource.type());
        notEmpty("/resource/id", resource.id());
        line("/client/ip", client.ip());
        line("/client/userAgent", client.userAgent());
        line("/resource/type", resource.type());
        line("/resource/id", resource.id());
        line("/resource/name", resource.name());
        line("/description", description);
        line("/trace", trace);
        EntryRules.callersDetails(details).forEach(flaw -> flaws.add(flaw.under(pointer)));
        if (flaws.size() == before) {
            note(definition.violations(resource, details));
        }
        return flaws.size() > before
                ? null
                : new EventDraft(id, occurred, definition, actor, client, resource, description, details, trace);
    }

    /** A UUID of any version but those that the ledger alone makes, in either case: the ledger writes it in lower case. */
    private @Nullable UUID id() {
        if (members.optional("id") == null) {
            return null;
        }
        String text = members.string("id");
        if (text != null && !UUID_FORM.matcher(text).matches()) {
            members.flaw("id", "expected a UUID, found " + Found.quoted(text));
            return null;
        }
        if (text != null && isOfTheLedger(UUID.fromString(text))) {
            members.flaw(
                    "id",
                    "expected an id of your own, found one of a form that the ledger alone makes: " + text
                            + "; leave it out to have one made");
            return null;
        }
        return text == null ? null : UUID.fromString(text);
    }

    private static boolean isOfTheLedger(UUID id) {
        return DerivedId.isDerived(id) || RunIds.isOne(id);
    }

    private @Nullable Instant occurred() {
        if (members.optional("occurred") == null) {
            return null;
        }
        String text = members.string("occurred");
        Optional<Instant> time = text == null ? Optional.empty() : ZonedText.parse(text);
        if (text != null && time.isEmpty()) {
            members.flaw(
                    "occurred",
                    "expected a time with a zone, such as 2026-11-22T10:00:00.000Z, found " + Found.quoted(text));
        }
        return time.orElse(null);
    }

    private @Nullable ActionDefinition definition() {
        String action = members.string("action");
        if (action == null) {
            return null;
        }
        Optional<ActionDefinition> definition = catalogue.find(action);
        if (definition.isEmpty()) {
            code = Code.UNKNOWN_ACTION;
            members.flaw(
                    "action",
                    "%s is not in the catalogue (GET /api/audit/catalogue); choose one of it, or a name that starts with custom."
                            .formatted(Found.quoted(action)));
            return null;
        }
        if (definition.get().internal()) {
            members.flaw("action", definition.get().action() + " is recorded by the ledger alone");
            return null;
        }
        return definition.get();
    }

    private @Nullable Actor actor() {
        Members object = members.optionalMembers("actor");
        Actor actor = EntryMembers.actor(object);
        if (actor != null) {
            notEmpty("/actor/id", actor.id());
            line("/actor/id", actor.id());
            line("/actor/name", actor.name());
        }
        return actor;
    }

    private void notEmpty(String at, String text) {
        if (text.isEmpty()) {
            flaws.add(new Flaw(pointer + at, "expected a text, found an empty one"));
        }
    }

    private void line(String at, @Nullable String text) {
        if (text != null) {
            EntryRules.text(pointer + at, text, flaws);
        }
    }

    private void note(List<Violation> violations) {
        violations.forEach(violation -> flaws.add(new Flaw(pointer + violation.pointer(), violation.detail())));
    }
}
