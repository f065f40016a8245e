package io.certtrail.domain.ids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of what the system itself records once, whoever and how many record it: UUIDs of version 8 (RFC 9562 §5.8) whose
 * first 48 bits are {@code 63657274-7472}, the other 74 free ones the beginning of a SHA-256. No caller may use such an
 * id: or it could take the place of an entry that is to come, since the first content of an id wins.
 */
public final class DerivedId {
    private static final long MARK = 0x6365_7274_7472L;
    private static final int MARK_SHIFT = 16;
    private static final long VERSION_8 = 0x8000L;
    private static final long HIGH_MASK = 0xFFFL;
    private static final long LOW_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DerivedId() {}

    /** The id of what these parts, in this order, name. */
    public static UUID of(String... parts) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(parts));
        long high = hash.getLong() & HIGH_MASK;
        return new UUID((MARK << MARK_SHIFT) | VERSION_8 | high, VARIANT | (hash.getLong() & LOW_MASK));
    }

    /** Whether an id is of this kind. */
    public static boolean isDerived(UUID id) {
        return id.version() == 8 && id.getMostSignificantBits() >>> MARK_SHIFT == MARK;
    }

    private static byte[] sha256(String... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                sha256.update(bytes);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
