package io.certtrail.search.index;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonException;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.json.Members;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.search.index.IndexFault.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/**
 * An index as one object: {@code certtrail/search/v1} and a line feed, the header's length as a big-endian uint32, the
 * header (RFC 8785 JSON: {@code origin}, {@code fromSeq}, {@code toSeq}, {@code contents}, and {@code files} with their
 * {@code name} and {@code length}), the files of Lucene one after the other, and the SHA-256 of all that.
 */
final class IndexBlob {
    private static final byte[] MAGIC = "certtrail/search/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int HEADER_DEPTH = 3;

    private IndexBlob() {}

    static byte[] write(IndexKey key, Directory directory) throws IOException {
        String[] names = directory.listAll();
        Arrays.sort(names);
        List<Json> files = new ArrayList<>();
        long length = 0;
        for (String name : names) {
            long bytes = directory.fileLength(name);
            files.add(Json.obj().put("name", name).put("length", bytes).build());
            length += bytes;
        }
        byte[] header = Jcs.bytes(Json.obj()
                .put("origin", key.origin().text())
                .put("fromSeq", key.fromSeq())
                .put("toSeq", key.toSeq())
                .put("contents", key.contents().hex())
                .put("files", new Json.Arr(files))
                .build());
        byte[] blob = new byte[Math.toIntExact(MAGIC.length + Integer.BYTES + header.length + length + Hash.SIZE)];
        ByteBuffer buffer =
                ByteBuffer.wrap(blob).put(MAGIC).putInt(header.length).put(header);
        int at = buffer.position();
        for (String name : names) {
            int bytes = Math.toIntExact(directory.fileLength(name));
            try (IndexInput input = directory.openInput(name, IOContext.READONCE)) {
                input.readBytes(blob, at, bytes);
            }
            at += bytes;
        }
        byte[] digest = sha256(blob, at);
        System.arraycopy(digest, 0, blob, at, digest.length);
        return blob;
    }

    /**
     * The files of an index.
     *
     * @throws IndexFault unless it is the one of this key, as it was written
     */
    static Map<String, ByteBuffer> read(IndexKey key, byte[] blob) {
        int start = MAGIC.length + Integer.BYTES;
        if (blob.length < start + Hash.SIZE) {
            throw new IndexFault(Kind.TRUNCATED, "expected an index, found %d bytes".formatted(blob.length));
        }
        if (!Arrays.equals(blob, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IndexFault(Kind.OTHER_VERSION, "expected version 1 of an index, found something else");
        }
        int end = blob.length - Hash.SIZE;
        if (!Arrays.equals(sha256(blob, end), Arrays.copyOfRange(blob, end, blob.length))) {
            throw new IndexFault(
                    Kind.OTHER_CONTENT,
                    "expected its SHA-256 in the last 32 bytes, found another: it was cut or changed");
        }
        int headerBytes = ByteBuffer.wrap(blob).getInt(MAGIC.length);
        if (headerBytes < 0 || headerBytes > Math.min(MAX_HEADER_BYTES, end - start)) {
            throw new IndexFault(Kind.OTHER_CONTENT, "expected a header, found one of %d bytes".formatted(headerBytes));
        }
        Map<String, Long> lengths = header(key, ByteBuffer.wrap(blob, start, headerBytes));
        Map<String, ByteBuffer> files = new LinkedHashMap<>();
        long at = (long) start + headerBytes;
        for (Map.Entry<String, Long> file : lengths.entrySet()) {
            if (file.getValue() < 0 || at + file.getValue() > end) {
                throw new IndexFault(Kind.TRUNCATED, "expected all of %s, found an end".formatted(file.getKey()));
            }
            files.put(
                    file.getKey(),
                    ByteBuffer.wrap(blob, (int) at, file.getValue().intValue()).slice());
            at += file.getValue();
        }
        if (at != end) {
            throw new IndexFault(Kind.TRUNCATED, "expected an end after %d bytes, found %d".formatted(at, end));
        }
        return files;
    }

    private static Map<String, Long> header(IndexKey key, ByteBuffer bytes) {
        List<Flaw> flaws = new ArrayList<>(0);
        Map<String, Long> files = new LinkedHashMap<>();
        try {
            if (!(JsonReader.parse(bytes, HEADER_DEPTH) instanceof Json.Obj object)) {
                throw new IndexFault(Kind.OTHER_CONTENT, "expected an object as header");
            }
            requireKey(key, object);
            if (object.member("files") instanceof Json.Arr(List<Json> items)) {
                for (Json item : items) {
                    Members members = Members.of((Json.Obj) item, "", flaws);
                    String name = members.string("name");
                    if (name != null && ((Json.Obj) item).member("length") instanceof Json.Num(long length)) {
                        files.put(name, length);
                    }
                }
            }
        } catch (JsonException | IllegalArgumentException | ClassCastException | java.util.NoSuchElementException e) {
            throw new IndexFault(Kind.OTHER_CONTENT, "expected a header, found another form: " + e.getMessage(), e);
        }
        return files;
    }

    private static void requireKey(IndexKey key, Json.Obj header) {
        IndexKey found = new IndexKey(
                Origin.parse(((Json.Str) header.member("origin")).value()),
                ((Json.Num) header.member("fromSeq")).value(),
                ((Json.Num) header.member("toSeq")).value(),
                Hash.ofHex(((Json.Str) header.member("contents")).value()));
        if (!found.equals(key)) {
            throw new IndexFault(Kind.SWAPPED, "expected the index of %s, found the one of %s".formatted(key, found));
        }
    }

    private static byte[] sha256(byte[] blob, int end) {
        MessageDigest digest = Sha256.digest();
        digest.update(blob, 0, end);
        return digest.digest();
    }
}
