package io.certtrail.domain.audit;

import io.certtrail.domain.chain.Position;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the position at which a search goes on into a text that only this deployment can make, and that opens for the
 * same question alone: version, block, seq, a digest of the question, and an HMAC-SHA256 over all of it, cut to 128
 * bits (RFC 2104 §5). Safe for use by several threads.
 */
public final class Cursors {
    private static final String LABEL = "certtrail/cursor/v1";
    private static final String HMAC = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int DIGEST_BYTES = 16;
    private static final int MAC_BYTES = 16;
    private static final int BODY_BYTES = 1 + 2 * Long.BYTES + DIGEST_BYTES;

    private final SecretKeySpec key;

    /** @param secretKey the deployment's secret, from which a key of its own is derived */
    public Cursors(byte[] secretKey) {
        byte[] derived = hmac(new SecretKeySpec(secretKey, HMAC), LABEL.getBytes(StandardCharsets.US_ASCII));
        this.key = new SecretKeySpec(derived, HMAC);
    }

    /** The text for the position at which the search goes on. */
    String seal(Origin origin, AuditQuery query, Position next) {
        ByteBuffer bytes = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES);
        bytes.put(VERSION).putLong(next.n()).putLong(next.seq()).put(digest(origin, query));
        byte[] mac = hmac(key, Arrays.copyOf(bytes.array(), BODY_BYTES));
        bytes.put(mac, 0, MAC_BYTES);
        return text(bytes.array());
    }

    private static String text(byte[] cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /**
     * The position that was sealed.
     *
     * @throws Refusal if it was not sealed here, or for another question
     */
    Position open(Origin origin, AuditQuery query, String cursor) {
        byte[] bytes = decode(cursor);
        byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
        if (bytes[0] != VERSION || !MessageDigest.isEqual(mac, Arrays.copyOf(hmac(key, body), MAC_BYTES))) {
            throw refused("this cursor was not made here; start the search again without one");
        }
        ByteBuffer buffer = ByteBuffer.wrap(body, 1, BODY_BYTES - 1);
        long n = buffer.getLong();
        long seq = buffer.getLong();
        byte[] digest = new byte[DIGEST_BYTES];
        buffer.get(digest);
        if (!MessageDigest.isEqual(digest, digest(origin, query))) {
            throw refused("this cursor belongs to a search with other filters or another order; "
                    + "give the ones of its search, or start again without it");
        }
        return new Position(seq, n);
    }

    private static byte[] decode(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            // Stray bits in the last digit are dropped by the decoder: a cursor has one spelling.
            if (bytes.length == BODY_BYTES + MAC_BYTES && text(bytes).equals(cursor)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw refused("expected a cursor that a page gave, found something else");
        }
        throw refused("expected a cursor that a page gave, found one of another form");
    }

    private static byte[] digest(Origin origin, AuditQuery query) {
        return Arrays.copyOf(Hash.sha256(Jcs.bytes(query.canonical(origin))).bytes(), DIGEST_BYTES);
    }

    private static Refusal refused(String detail) {
        return Refusal.at(Code.INVALID_CURSOR, "/cursor", detail);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
