package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.text.Base64Text;
import io.certtrail.ledger.text.HexText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The strict reader and the writer of a {@link Manifest}. */
final class ManifestJson {
    private static final List<String> REQUIRED = List.of(
            "v",
            "origin",
            "tenant",
            "exportedAt",
            "actor",
            "version",
            "filter",
            "rows",
            "fromSeq",
            "toSeq",
            "treeSize",
            "rootHash",
            "genesis",
            "finalHash",
            "csvSha256",
            "keyId",
            "hmac",
            "signature");
    private static final int SIGNATURE_BYTES = 64;
    private static final int KEY_ID_BYTES = 4;

    private ManifestJson() {}

    static Json.Obj of(Manifest manifest) {
        Json.ObjBuilder json = Json.obj()
                .put("v", 1)
                .put("origin", manifest.origin().text())
                .put("tenant", manifest.origin().tenant())
                .put("exportedAt", LedgerTime.text(manifest.exportedAt()))
                .put("actor", manifest.actor())
                .put("version", manifest.version())
                .put("filter", manifest.filter().toJson())
                .put("rows", manifest.rows())
                .put("fromSeq", manifest.range().fromSeq())
                .put("toSeq", manifest.range().toSeq())
                .put("treeSize", manifest.range().treeSize())
                .put("rootHash", manifest.rootHash().base64())
                .put("genesis", manifest.genesis().hex())
                .put("finalHash", manifest.finalHash().hex())
                .put("csvSha256", manifest.csvSha256().hex())
                .put("keyId", manifest.keyId())
                .put("hmac", manifest.hmac().hex())
                .put("signature", manifest.signature());
        if (!manifest.closed().isEmpty()) {
            json.put("closed", Closed.toJson(manifest.closed()));
        }
        return json.build();
    }

    static Manifest parse(byte[] bytes) {
        Manifest manifest;
        try {
            manifest = read(Fields.of(JsonReader.parse(bytes), "", REQUIRED, Set.of("closed")));
        } catch (JsonException e) {
            throw FormatException.of(e);
        }
        if (!Arrays.equals(Jcs.bytes(of(manifest)), bytes)) {
            throw new FormatException("", "the canonical form (RFC 8785)", "another spelling of the same");
        }
        return manifest;
    }

    private static Manifest read(Fields fields) {
        requireEqual(fields, "v", "1", Long.toString(fields.count("v")));
        Origin origin = fields.text("origin", Origin::parse);
        requireEqual(fields, "tenant", origin.tenant(), fields.text("tenant"));
        List<Attribute> closed = fields.has("closed") ? Closed.parse(fields, "closed") : List.of();
        return new Manifest(
                origin,
                fields.text("exportedAt", LedgerTime::parse),
                fields.text("actor"),
                fields.text("version"),
                FilterJson.parse(fields.object("filter"), fields.at("filter")),
                fields.count("rows"),
                range(fields),
                fields.text("rootHash", Hash::ofBase64),
                fields.text("genesis", Hash::ofHex),
                fields.text("finalHash", Hash::ofHex),
                fields.text("csvSha256", Hash::ofHex),
                fields.text("keyId", text -> ofBytes(text, KEY_ID_BYTES, HexText.parse(text))),
                closed,
                fields.text("hmac", Hash::ofHex),
                fields.text("signature", text -> ofBytes(text, SIGNATURE_BYTES, Base64Text.parse(text))));
    }

    static ExportRange range(Fields fields) {
        long treeSize = fields.count("treeSize");
        long fromSeq = fields.count("fromSeq");
        long toSeq = fields.count("toSeq");
        try {
            return new ExportRange(treeSize, fromSeq, toSeq);
        } catch (IllegalArgumentException e) {
            throw new FormatException(fields.at("toSeq"), "a range of the tree", String.valueOf(e.getMessage()));
        }
    }

    private static void requireEqual(Fields fields, String name, String expected, String found) {
        if (!expected.equals(found)) {
            throw new FormatException(fields.at(name), expected, Excerpt.of(found));
        }
    }

    private static String ofBytes(String text, int expected, byte[] bytes) {
        if (bytes.length != expected) {
            throw new IllegalArgumentException("expected " + expected + " bytes, found " + bytes.length);
        }
        return text;
    }
}
