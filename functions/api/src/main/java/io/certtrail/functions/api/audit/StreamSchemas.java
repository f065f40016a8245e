package io.certtrail.functions.api.audit;

import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.List;

/** What the stream of the audit log answers. */
final class StreamSchemas {
    private static final int MAX_TEXT = 65_536;

    /** What every record has; the rest depends on its class. */
    static final Schema OCSF_RECORD = new Schema.Named(
            "OcsfRecord",
            Schema.openObject(
                            "An entry as a record of OCSF 1.8 (schema.ocsf.io); what has no place there is in unmapped")
                    .required("category_uid", number(""))
                    .required("class_uid", number(""))
                    .required("activity_id", number(""))
                    .required("type_uid", number("class_uid * 100 + activity_id"))
                    .required("severity_id", number(""))
                    .required(
                            "time",
                            new Schema.Whole(
                                    "When it happened, as its source says: milliseconds since 1970",
                                    -Json.MAX_INTEGER,
                                    Json.MAX_INTEGER))
                    .required("message", Schema.text("The entry's description", MAX_TEXT))
                    .required(
                            "metadata",
                            Schema.openObject("")
                                    .required("version", Schema.text("Of the schema", 20))
                                    .required("uid", Schema.uuid("The entry's id"))
                                    .required("sequence", number("The entry's seq: its place in the chain, from 0"))
                                    .required("event_code", Schema.text("The entry's action", MAX_TEXT))
                                    .required("log_name", Schema.text("The log's origin", 500))
                                    .required("product", Schema.openObject("")))
                    .required("actor", Schema.openObject("Who did it"))
                    .required(
                            "unmapped",
                            Schema.openObject("").required("details", Schema.openObject("The entry's details"))));

    static final Schema PAGE = new Schema.Named(
            "AuditStream",
            Schema.object("A stretch of the ledger, oldest entry first, without a gap")
                    .required(
                            "data",
                            new Schema.Items(
                                    "",
                                    new Schema.AnyOf(
                                            "an entry, or with format=ocsf an OCSF record",
                                            List.of(AuditSchemas.ENTRY, OCSF_RECORD)),
                                    0,
                                    StreamRoutes.MAX_LIMIT))
                    .required(
                            "page",
                            Schema.object("")
                                    .required("next", number("Give it as after to go on"))
                                    .required("hasMore", new Schema.Flag("Whether there was more when it was asked")))
                    .required(
                            "stream",
                            Schema.object("What was read")
                                    .required("origin", Schema.text("The log; its last part counts its restores", 500))
                                    .required("size", number("How many entries the log held"))
                                    .required(
                                            "complete",
                                            new Schema.Flag(
                                                    "False if it stopped before the answer was full, to answer in time or"
                                                            + " within 4 MB"))
                                    .required("asOf", Schema.time("The time of the newest entry of the log"))));

    private StreamSchemas() {}

    private static Schema.Whole number(String description) {
        return new Schema.Whole(description, 0, Json.MAX_INTEGER);
    }
}
