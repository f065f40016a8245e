package io.certtrail.aws.exports;

import static io.certtrail.aws.dynamo.Attributes.number;
import static io.certtrail.aws.dynamo.Attributes.text;
import static io.certtrail.aws.dynamo.Attributes.time;
import static io.certtrail.aws.tables.Tables.SK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.exports.Asked;
import io.certtrail.domain.exports.Basis;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.MarkPlace;
import io.certtrail.domain.exports.Progress;
import io.certtrail.domain.exports.Requester;
import io.certtrail.domain.exports.Result;
import io.certtrail.domain.exports.State;
import io.certtrail.domain.exports.Work;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An export as attributes of its item ({@link ExportsTable}). What is optional is absent. */
final class ExportItem {
    static final String REVISION = "revision";

    private static final long VERSION = 1;

    private ExportItem() {}

    static Map<String, AttributeValue> of(Export export) {
        Map<String, AttributeValue> item = new HashMap<>(ExportsTable.exportKey(export.tenant(), export.id()));
        item.put("v", Attributes.of(VERSION));
        item.put(REVISION, Attributes.of(export.revision()));
        item.put("origin", Attributes.of(export.origin().text()));
        item.put("format", Attributes.of(export.format().text()));
        item.put("filter", Attributes.of(Jcs.text(export.filter().toJson())));
        item.put("requestedAt", Attributes.of(export.requestedAt()));
        item.put("sizeAtRequest", Attributes.of(export.asked().size()));
        if (!export.asked().closed().isEmpty()) {
            item.put("closed", closed(export.asked().closed()));
        }
        item.put("sentAt", Attributes.of(export.sentAt()));
        item.put("attempts", Attributes.of(export.attempts()));
        putRequester(item, export.requester());
        putWork(item, export.work());
        putState(item, export.state());
        return item;
    }

    /** @throws IllegalArgumentException if the item is not of this form */
    static Export read(Map<String, AttributeValue> item) {
        if (number(item, "v") != VERSION) {
            throw new IllegalArgumentException(
                    "an export of version %d, expected %d".formatted(number(item, "v"), VERSION));
        }
        Origin origin = Origin.parse(text(item, "origin"));
        return new Export(
                UUID.fromString(text(item, SK)),
                origin,
                new Asked(
                        format(text(item, "format")),
                        filter(text(item, "filter")),
                        closed(item),
                        requester(item, origin.tenant()),
                        time(item, "requestedAt"),
                        number(item, "sizeAtRequest")),
                time(item, "sentAt"),
                Math.toIntExact(number(item, "attempts")),
                work(item),
                state(item),
                number(item, REVISION));
    }

    private static void putRequester(Map<String, AttributeValue> item, Requester requester) {
        item.put("actorType", Attributes.of(requester.actor().type().text()));
        item.put("actorId", Attributes.of(requester.actor().id()));
        item.put("actorName", Attributes.of(requester.actor().name()));
        putIfPresent(item, "clientIp", requester.client().ip());
        putIfPresent(item, "clientUserAgent", requester.client().userAgent());
    }

    private static void putWork(Map<String, AttributeValue> item, Work work) {
        Basis basis = work.basis();
        if (basis != null) {
            item.put("treeSize", Attributes.of(basis.treeSize()));
            item.put("note", Attributes.of(basis.note()));
            item.put("exportedAt", Attributes.of(basis.exportedAt()));
            item.put("version", Attributes.of(basis.version()));
        }
        Progress progress = work.progress();
        if (!progress.equals(Progress.NONE)) {
            item.put("step", Attributes.of(progress.step().text()));
            item.put("done", Attributes.of(progress.done()));
            item.put("of", Attributes.of(progress.of()));
            item.put("rowsSoFar", Attributes.of(progress.rows()));
        }
        MarkPlace mark = work.mark();
        if (mark != null) {
            item.put("markKey", Attributes.of(mark.key()));
            item.put("markSha256", Attributes.of(mark.sha256()));
        }
    }

    private static Work work(Map<String, AttributeValue> item) {
        Progress progress = item.containsKey("step")
                ? new Progress(
                        text(item, "step").equals(Progress.Step.ROWS.text())
                                ? Progress.Step.ROWS
                                : Progress.Step.BUNDLE,
                        number(item, "done"),
                        number(item, "of"),
                        number(item, "rowsSoFar"))
                : Progress.NONE;
        MarkPlace mark =
                item.containsKey("markKey") ? new MarkPlace(text(item, "markKey"), text(item, "markSha256")) : null;
        return new Work(basis(item), progress, mark);
    }

    private static AttributeValue closed(List<Attribute> closed) {
        return AttributeValue.fromL(closed.stream()
                .map(attribute -> Attributes.of(attribute.text()))
                .toList());
    }

    private static List<Attribute> closed(Map<String, AttributeValue> item) {
        return item.containsKey("closed")
                ? item.get("closed").l().stream()
                        .map(name -> Attribute.find(name.s()).orElseThrow())
                        .toList()
                : List.of();
    }

    private static void putState(Map<String, AttributeValue> item, State state) {
        item.put("state", Attributes.of(state.text()));
        switch (state) {
            case State.Queued(String lastError) -> item.put("error", Attributes.of(lastError));
            case State.Running running -> {
                item.put("attempt", Attributes.of(running.attempt().toString()));
                item.put("leaseUntil", Attributes.of(running.leaseUntil()));
            }
            case State.Ready ready -> {
                item.put("attempt", Attributes.of(ready.attempt().toString()));
                item.put("readyAt", Attributes.of(ready.at()));
                putResult(item, ready.result());
            }
            case State.Failed failed -> {
                item.put("failedAt", Attributes.of(failed.at()));
                item.put("error", Attributes.of(failed.error()));
            }
        }
    }

    private static void putResult(Map<String, AttributeValue> item, Result result) {
        item.put("resultTreeSize", Attributes.of(result.treeSize()));
        item.put("rows", Attributes.of(result.rows()));
        item.put("fromSeq", Attributes.of(result.fromSeq()));
        item.put("toSeq", Attributes.of(result.toSeq()));
        item.put("sha256", Attributes.of(result.sha256()));
        item.put("fileKey", Attributes.of(result.file().key()));
        item.put("fileBytes", Attributes.of(result.file().bytes()));
        item.put("proofKey", Attributes.of(result.proof().key()));
        item.put("proofBytes", Attributes.of(result.proof().bytes()));
        item.put("complete", AttributeValue.fromBool(result.complete()));
    }

    private static Requester requester(Map<String, AttributeValue> item, String tenant) {
        return new Requester(
                tenant,
                new Actor(Actor.Type.parse(text(item, "actorType")), text(item, "actorId"), text(item, "actorName")),
                new Client(textOrNull(item, "clientIp"), textOrNull(item, "clientUserAgent")));
    }

    private static @Nullable Basis basis(Map<String, AttributeValue> item) {
        return item.containsKey("note")
                ? new Basis(
                        number(item, "treeSize"), text(item, "note"), time(item, "exportedAt"), text(item, "version"))
                : null;
    }

    private static State state(Map<String, AttributeValue> item) {
        String state = text(item, "state");
        return switch (state) {
            case "queued" -> new State.Queued(text(item, "error"));
            case "running" -> new State.Running(attempt(item), time(item, "leaseUntil"));
            case "ready" -> new State.Ready(attempt(item), time(item, "readyAt"), result(item));
            case "failed" -> new State.Failed(time(item, "failedAt"), text(item, "error"));
            default -> throw new IllegalArgumentException("an export is not " + state);
        };
    }

    private static Result result(Map<String, AttributeValue> item) {
        return new Result(
                number(item, "resultTreeSize"),
                number(item, "rows"),
                number(item, "fromSeq"),
                number(item, "toSeq"),
                text(item, "sha256"),
                new Result.Stored(text(item, "fileKey"), number(item, "fileBytes")),
                new Result.Stored(text(item, "proofKey"), number(item, "proofBytes")),
                Boolean.TRUE.equals(item.getOrDefault("complete", AttributeValue.fromBool(false))
                        .bool()));
    }

    private static UUID attempt(Map<String, AttributeValue> item) {
        return UUID.fromString(text(item, "attempt"));
    }

    private static Format format(String text) {
        return Format.parse(text).orElseThrow(() -> new IllegalArgumentException("no format of exports is " + text));
    }

    private static ExportFilter filter(String json) {
        if (JsonReader.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
            return ExportFilter.parse(object);
        }
        throw new IllegalArgumentException("a filter is an object, found " + json);
    }

    private static void putIfPresent(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null) {
            item.put(name, Attributes.of(value));
        }
    }

    private static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? text(item, name) : null;
    }
}
