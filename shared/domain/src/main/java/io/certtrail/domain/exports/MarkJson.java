package io.certtrail.domain.exports;

import io.certtrail.ledger.export.CsvExportWriter;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.util.Base64;
import java.util.List;

/** Marks as JSON. What is read is what was written: its digest was checked. */
final class MarkJson {
    private MarkJson() {}

    static byte[] bytes(Mark mark) {
        return Jcs.bytes(
                switch (mark) {
                    case Mark.Midway midway -> midway(midway);
                    case Mark.Written written -> written(written);
                });
    }

    static Mark parse(byte[] bytes) {
        Json.Obj object = (Json.Obj) JsonReader.parse(bytes);
        FigureCounter figures = FigureCounter.ofJson(object(object, "figures"));
        if (object.has("manifest")) {
            Manifest manifest = Manifest.parse(Jcs.bytes(object.member("manifest")));
            return new Mark.Written(manifest, result(object(object, "result")), figures);
        }
        Json.Obj rows = object(object, "rows");
        return new Mark.Midway(
                number(object, "seq"),
                new CsvExportWriter.State(
                        number(rows, "rows"),
                        number(rows, "firstSeq"),
                        number(rows, "lastSeq"),
                        Hash.ofHex(text(rows, "lastHash"))),
                data(object, "digest"),
                number(object, "ghosts"),
                number(object, "hashes"),
                new Frontier(number(object, "size"), hashes(object.member("roots"))),
                figures,
                paused(object(object, "table")),
                paused(object(object, "proof")));
    }

    private static Json.Obj midway(Mark.Midway midway) {
        CsvExportWriter.State rows = midway.rows();
        return Json.obj()
                .put("seq", midway.seq())
                .put(
                        "rows",
                        Json.obj()
                                .put("rows", rows.rows())
                                .put("firstSeq", rows.firstSeq())
                                .put("lastSeq", rows.lastSeq())
                                .put("lastHash", rows.lastHash().hex())
                                .build())
                .put("digest", text(midway.digest()))
                .put("ghosts", midway.ghosts())
                .put("hashes", midway.hashes())
                .put("size", midway.frontier().size())
                .put(
                        "roots",
                        new Json.Arr(midway.frontier().roots().stream()
                                .<Json>map(root -> Json.of(root.hex()))
                                .toList()))
                .put("figures", midway.figures().toJson())
                .put("table", paused(midway.table()))
                .put("proof", paused(midway.proof()))
                .build();
    }

    private static Json.Obj written(Mark.Written written) {
        Result result = written.result();
        return Json.obj()
                .put("manifest", written.manifest().toJson())
                .put(
                        "result",
                        Json.obj()
                                .put("treeSize", result.treeSize())
                                .put("rows", result.rows())
                                .put("fromSeq", result.fromSeq())
                                .put("toSeq", result.toSeq())
                                .put("sha256", result.sha256())
                                .put("file", stored(result.file()))
                                .put("proof", stored(result.proof()))
                                .put("complete", result.complete())
                                .build())
                .put("figures", written.figures().toJson())
                .build();
    }

    private static Result result(Json.Obj object) {
        return new Result(
                number(object, "treeSize"),
                number(object, "rows"),
                number(object, "fromSeq"),
                number(object, "toSeq"),
                text(object, "sha256"),
                stored(object(object, "file")),
                stored(object(object, "proof")),
                ((Json.Bool) object.member("complete")).value());
    }

    private static Json.Obj stored(Result.Stored stored) {
        return Json.obj().put("key", stored.key()).put("bytes", stored.bytes()).build();
    }

    private static Result.Stored stored(Json.Obj object) {
        return new Result.Stored(text(object, "key"), number(object, "bytes"));
    }

    private static Json.Obj paused(EvidenceStore.Paused paused) {
        return Json.obj()
                .put("key", paused.key())
                .put("contentType", paused.contentType())
                .put("handle", paused.handle())
                .put("bytes", paused.bytes())
                .put("tail", text(paused.tail()))
                .build();
    }

    private static EvidenceStore.Paused paused(Json.Obj object) {
        return new EvidenceStore.Paused(
                text(object, "key"),
                text(object, "contentType"),
                text(object, "handle"),
                number(object, "bytes"),
                data(object, "tail"));
    }

    private static List<Hash> hashes(Json array) {
        return ((Json.Arr) array)
                .items().stream()
                        .map(item -> Hash.ofHex(((Json.Str) item).value()))
                        .toList();
    }

    private static Json.Obj object(Json.Obj object, String name) {
        return (Json.Obj) object.member(name);
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Str) object.member(name)).value();
    }

    private static long number(Json.Obj object, String name) {
        return ((Json.Num) object.member(name)).value();
    }

    private static byte[] data(Json.Obj object, String name) {
        return Base64.getDecoder().decode(text(object, name));
    }

    private static String text(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
