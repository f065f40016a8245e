package io.certtrail.functions.api.audit;

import io.certtrail.domain.audit.EventIntake;
import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.functions.api.filters.Conditions;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.stream.Stream;

/** What goes in and out of the routes of the audit log. */
final class AuditSchemas {
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_ITEMS = 1_000_000;

    static final Schema ACTOR = new Schema.Named(
            "Actor",
            Schema.object("Who did it")
                    .required("type", Conditions.ACTOR_TYPE)
                    .required("id", Schema.someText("", MAX_TEXT))
                    .required("name", Schema.text("", MAX_TEXT)));

    static final Schema CLIENT = new Schema.Named(
            "Client",
            Schema.object("Where the actor was, as far as it is known")
                    .optional("ip", Schema.someText("", MAX_TEXT))
                    .optional("userAgent", Schema.someText("", MAX_TEXT)));

    static final Schema RESOURCE = new Schema.Named(
            "Resource",
            Schema.object("What it was done to")
                    .required("type", Schema.someText("The type that the catalogue gives the action", MAX_TEXT))
                    .required("id", Schema.someText("", MAX_TEXT))
                    .optional("name", Schema.someText("", MAX_TEXT)));

    static final Schema DETAILS = Schema.openObject(
            "The fields that the catalogue asks of the action, plus any others; numbers are integers of at most 2^53-1 in"
                    + " size, nested at most 32 deep");

    static final Schema ACCEPTED = new Schema.Named(
            "Accepted",
            Schema.object("The events are durable, and will stand in the chain under these ids")
                    .required(
                            "ids",
                            new Schema.Items(
                                    "In the order of the events", Schema.uuid(""), 1, EventIntake.MAX_EVENTS)));

    static final Schema ENTRY = new Schema.Named("Entry", entry("An entry of the ledger"));

    static final Schema FULL_ENTRY = new Schema.Named(
            "FullEntry",
            entry("An entry with what its commitments are made from")
                    .required("seed", Schema.text("64 hex digits: the seed of the leaf's salts", 64))
                    .required("leafHash", Schema.text("Base64: the hash of its leaf in the tree", 44)));

    static final Schema PAGE = new Schema.Named(
            "AuditPage",
            Schema.object("One page of a search")
                    .required("data", new Schema.Items("", ENTRY, 0, AuditRoutes.MAX_LIMIT))
                    .required("page", pageOf())
                    .required("search", search("What this page looked at")));

    static Schema pageOf() {
        return Schema.object("")
                .required("nextCursor", new Schema.OrNull(Schema.text("Give it as cursor, with the same filters", 200)))
                .required("hasMore", new Schema.Flag("Whether there is more to look at"));
    }

    static Schema search(String description) {
        return Schema.object(description)
                .required("from", new Schema.OrNull(Schema.time("The oldest entry's time")))
                .required("to", new Schema.OrNull(Schema.time("The newest entry's time")))
                .required("scanned", number("How many entries were looked at, or found to be none by an index"))
                .required(
                        "complete",
                        new Schema.Flag(
                                "False if it stopped early, to answer in time or within 4 MB: the cursor goes on"
                                        + " from there; or if older entries that were asked for are kept no longer: then there"
                                        + " is no cursor"))
                .required("asOf", Schema.time("The time of the newest entry of the ledger"));
    }

    static final Schema PROOF = new Schema.Named(
            "InclusionProof",
            Schema.object("Shows that an entry is in the tree that the checkpoint signs (RFC 6962 §2.1.1)")
                    .required("origin", Schema.text("", 500))
                    .required("id", Schema.uuid(""))
                    .required("seq", number("The leaf's index, from 0"))
                    .required("treeSize", number(""))
                    .required("rootHash", Schema.text("Base64", 44))
                    .required("leaf", Schema.text("Base64: the 337 bytes of the leaf", 452))
                    .required("leafHash", Schema.text("Base64", 44))
                    .required("proof", new Schema.Items("Base64 hashes", Schema.text("", 44), 0, 64))
                    .required("checkpoint", Schema.text("A signed note (C2SP tlog-checkpoint)", 10_000)));

    static final Schema CHECKPOINT = new Schema.Named(
            "Checkpoint",
            Schema.object("The last signed head of the ledger")
                    .required("origin", Schema.text("", 500))
                    .required("treeSize", number(""))
                    .required("rootHash", Schema.text("Base64", 44))
                    .required("note", Schema.text("The signed note (C2SP tlog-checkpoint)", 10_000)));

    static final Schema CATALOGUE = new Schema.Named(
            "Catalogue",
            Schema.object("All actions")
                    .required(
                            "data",
                            new Schema.Items(
                                    "",
                                    Schema.object("")
                                            .required("action", Schema.text("", 200))
                                            .required("constant", Schema.text("Its other spelling", 200))
                                            .required("severity", Conditions.SEVERITY.schema())
                                            .required("resource", Schema.text("What it happens to", 200))
                                            .required(
                                                    "details",
                                                    new Schema.Items(
                                                            "What an event must carry",
                                                            Schema.object("")
                                                                    .required("name", Schema.text("", 200))
                                                                    .required("type", Schema.text("", 200)),
                                                            0,
                                                            100))
                                            .required(
                                                    "description",
                                                    Schema.text("Filled in where an event brings none", 1000))
                                            .required(
                                                    "recordedByCallers",
                                                    new Schema.Flag("False of what the ledger alone records")),
                                    0,
                                    MAX_ITEMS)));

    private AuditSchemas() {}

    /** A request to record events, of the actions of this catalogue. */
    static Schema events(Catalogue catalogue) {
        return new Schema.Named(
                "Events",
                Schema.object("Events to record: all of them or none")
                        .required("events", new Schema.Items("", event(catalogue), 1, EventIntake.MAX_EVENTS)));
    }

    private static Schema event(Catalogue catalogue) {
        return new Schema.Named(
                "Event",
                Schema.object("Something that happened; at most 64 KiB in canonical form (RFC 8785)")
                        .optional(
                                "id",
                                Schema.uuid(
                                        "A UUID of any version, made by the sender: sent again, the event is logged"
                                                + " once. Made here if it is left out: such ids, of version 8, are no sender's to use"))
                        .optional(
                                "occurred",
                                Schema.time("When it happened, with a zone (ISO 8601); now if it is left out"))
                        .required("action", new Schema.Named("Action", action(catalogue)))
                        .optional("actor", ACTOR)
                        .optional("client", CLIENT)
                        .required("resource", RESOURCE)
                        .optional(
                                "description", Schema.someText("One line; the catalogue's if it is left out", MAX_TEXT))
                        .optional("details", DETAILS)
                        .optional("trace", Schema.text("The job, request or scan that this belongs to", MAX_TEXT)));
    }

    private static Schema action(Catalogue catalogue) {
        List<String> spellings = catalogue.actions().stream()
                .filter(action -> !action.internal())
                .flatMap(action -> Stream.of(action.action(), action.constant()))
                .toList();
        return new Schema.Name(
                "An action of the catalogue in either spelling, or a name of your own that starts with custom.",
                spellings,
                "^" + ActionDefinition.CUSTOM_FORM + "$",
                ActionDefinition.MAX_LENGTH);
    }

    private static Schema.Whole number(String description) {
        return new Schema.Whole(description, 0, Json.MAX_INTEGER);
    }

    private static Schema.Members entry(String description) {
        return Schema.object(description)
                .required("seq", number("Its place in the chain, from 0"))
                .required("id", Schema.uuid(""))
                .required("time", Schema.time("When it was recorded in the chain"))
                .required("occurred", Schema.time("When it happened, as its source says"))
                .required("action", Schema.text("Dotted", 200))
                .required("severity", Conditions.SEVERITY.schema())
                .required("actor", ACTOR)
                .required("client", CLIENT)
                .required("resource", RESOURCE)
                .required("description", Schema.text("", MAX_TEXT))
                .required("details", Schema.openObject(""))
                .required("trace", Schema.text("", MAX_TEXT));
    }
}
