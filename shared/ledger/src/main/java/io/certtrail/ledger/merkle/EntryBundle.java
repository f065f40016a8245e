package io.certtrail.ledger.merkle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An entry bundle of C2SP tlog-tiles: up to 256 leaf data, each after its length as a big-endian uint16. */
public final class EntryBundle {
    private static final int MAX_DATA = 0xFFFF;

    private EntryBundle() {}

    /**
     * The bundle of these leaves.
     *
     * @throws IllegalArgumentException if there are more than 256 leaves, or one has more than 65,535 bytes
     */
    public static byte[] of(List<byte[]> leafData) {
        if (leafData.size() > Tile.WIDTH) {
            throw new IllegalArgumentException("a bundle has at most 256 leaves, found " + leafData.size());
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] data : leafData) {
            if (data.length > MAX_DATA) {
                throw new IllegalArgumentException("leaf data has at most 65535 bytes, found " + data.length);
            }
            bundle.write(data.length >> 8);
            bundle.write(data.length);
            bundle.writeBytes(data);
        }
        return bundle.toByteArray();
    }

    /**
     * The leaves of a bundle.
     *
     * @throws IllegalArgumentException if it is cut off, or has more than 256 leaves
     */
    public static List<byte[]> parse(byte[] bundle) {
        List<byte[]> leafData = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bundle);
        while (rest.hasRemaining()) {
            int length = rest.remaining() < 2 ? Integer.MAX_VALUE : Short.toUnsignedInt(rest.getShort());
            if (length > rest.remaining() || leafData.size() == Tile.WIDTH) {
                throw new IllegalArgumentException(
                        "a bundle of at most 256 whole leaves does not go on after " + leafData.size());
            }
            byte[] data = new byte[length];
            rest.get(data);
            leafData.add(data);
        }
        return leafData;
    }
}
