package io.certtrail.domain.segments;

import io.certtrail.domain.segments.SegmentFault.Kind;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.json.Members;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.text.Base64Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A manifest as canonical JSON: hashes in hex, times in the ledger's form. */
final class ManifestJson {
    /** Of manifests without {@code lastLeaf}: what they name can be read, and no export can begin after it once it has expired. */
    private static final long OLDER_VERSION = 1;

    private static final long VERSION = 2;

    private ManifestJson() {}

    static byte[] bytes(Manifest manifest) {
        Segment segment = manifest.segment();
        List<Json> chunks = new ArrayList<>(manifest.chunks().size());
        for (Chunk chunk : manifest.chunks()) {
            chunks.add(Json.obj()
                    .put("fromSeq", chunk.fromSeq())
                    .put("toSeq", chunk.toSeq())
                    .put("offset", chunk.offset())
                    .put("length", chunk.length())
                    .put("lineBytes", chunk.lineBytes())
                    .put("sha256", chunk.sha256().hex())
                    .build());
        }
        Json.ObjBuilder members = Json.obj()
                .put("v", manifest.lastLeaf().isPresent() ? VERSION : OLDER_VERSION)
                .put("origin", segment.origin().text())
                .put("day", segment.day().toString())
                .put("fromSeq", segment.fromSeq())
                .put("toSeq", segment.toSeq())
                .put("firstTime", LedgerTime.text(segment.firstTime()))
                .put("lastTime", LedgerTime.text(segment.lastTime()))
                .put("root", segment.root().hex())
                .put("object", manifest.path())
                .put("bytes", manifest.bytes())
                .put("sha256", manifest.sha256().hex())
                .put("lastBlock", manifest.lastBlock())
                .put("chunks", new Json.Arr(chunks));
        manifest.lastLeaf()
                .ifPresent(last -> members.put(
                        "lastLeaf",
                        Json.obj()
                                .put("leaf", Base64Text.of(last.leaf().data()))
                                .put("timeSalt", last.timeSalt())
                                .build()));
        return Jcs.bytes(members.build());
    }

    /**
     * Reads the manifest of a segment.
     *
     * @throws SegmentFault if the bytes are of another version, or not exactly what this segment's may be
     */
    static Manifest parse(Segment segment, byte[] bytes) {
        String path = SegmentPaths.manifest(segment);
        try {
            if (!(JsonReader.parse(bytes) instanceof Json.Obj object)) {
                throw new IllegalArgumentException("no object");
            }
            List<Flaw> flaws = new ArrayList<>(0);
            Members members = Members.of(object, "", flaws);
            Long version = members.integer("v");
            if (version != null && version != VERSION && version != OLDER_VERSION) {
                throw new SegmentFault(
                        segment.origin(), Kind.OTHER_VERSION, path, "version " + VERSION, "version " + version);
            }
            Manifest manifest = new Manifest(
                    segment,
                    SegmentPaths.data(segment),
                    number(members.integer("bytes")),
                    Hash.ofHex(text(members.string("sha256"))),
                    number(members.integer("lastBlock")),
                    chunks(members.array("chunks"), flaws),
                    lastLeaf(object.get("lastLeaf")));
            if (!Arrays.equals(bytes(manifest), bytes)) {
                throw new IllegalArgumentException("the manifest of something else: " + flaws);
            }
            return manifest;
        } catch (JsonException | IllegalArgumentException e) {
            throw new SegmentFault(
                    segment.origin(),
                    Kind.OTHER_CONTENT,
                    path,
                    "the manifest of this segment",
                    String.valueOf(e.getMessage()));
        }
    }

    private static Optional<LastLeaf> lastLeaf(@Nullable Json value) {
        if (!(value instanceof Json.Obj object)) {
            return Optional.empty();
        }
        Members members = Members.of(object, "/lastLeaf", new ArrayList<>(0));
        String salt = text(members.string("timeSalt"));
        return Optional.of(new LastLeaf(Leaf.parse(Base64Text.parse(text(members.string("leaf")))), salt));
    }

    private static List<Chunk> chunks(Json.@Nullable Arr array, List<Flaw> flaws) {
        List<Chunk> chunks = new ArrayList<>();
        for (Json item : array == null ? List.<Json>of() : array.items()) {
            if (!(item instanceof Json.Obj object)) {
                throw new IllegalArgumentException("a chunk that is no object");
            }
            Members members = Members.of(object, "/chunks", flaws);
            chunks.add(new Chunk(
                    number(members.integer("fromSeq")),
                    number(members.integer("toSeq")),
                    number(members.integer("offset")),
                    Math.toIntExact(number(members.integer("length"))),
                    Math.toIntExact(number(members.integer("lineBytes"))),
                    Hash.ofHex(text(members.string("sha256")))));
        }
        return chunks;
    }

    private static long number(@Nullable Long value) {
        if (value == null) {
            throw new IllegalArgumentException("a number is missing");
        }
        return value;
    }

    private static String text(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("a text is missing");
        }
        return value;
    }
}
