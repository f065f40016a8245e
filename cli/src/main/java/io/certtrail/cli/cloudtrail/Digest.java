package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands in place of a value that does not go into the ledger: its SHA-256 and size in canonical form. */
final class Digest {

    private static final String MEMBER = "omitted";

    private Digest() {}

    static Json.Obj of(Json value) {
        byte[] canonical = Jcs.bytes(value);
        return Json.obj()
                .put(
                        MEMBER,
                        Json.obj()
                                .put("sha256", HexFormat.of().formatHex(sha256(canonical)))
                                .put("size", canonical.length)
                                .build())
                .build();
    }

    static boolean isDigest(Json value) {
        return value instanceof Json.Obj obj && obj.members().size() == 1 && obj.has(MEMBER);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
