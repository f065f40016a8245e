package io.certtrail.ledger.published;

import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Tile;
import io.certtrail.ledger.merkle.Tiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tiles and bundles that a tree of some size must have. A partial one may be gone once its full one is there
 * (C2SP tlog-tiles). Safe for use by many threads.
 */
final class Objects {
    static final int WIDTH = Tile.WIDTH;

    /** Leaf data after its length as a big-endian uint16. */
    static final int RECORD = 2 + Leaf.SIZE;

    private final PublishedLog log;

    Objects(PublishedLog log) {
        this.log = log;
    }

    /** What an object is made of: how long one of its up to 256 parts is, and where it is. */
    enum Kind {
        BUNDLE(RECORD, LogFault.BUNDLE_SIZE),
        TILE(Hash.SIZE, LogFault.TILE_SIZE);

        private final int part;
        private final LogFault size;

        Kind(int part, LogFault size) {
            this.part = part;
            this.size = size;
        }
    }

    /** Where an object is, whatever its width. */
    record Address(Kind kind, int level, long index) {
        static Address bundle(long index) {
            return new Address(Kind.BUNDLE, 0, index);
        }

        static Address tile(int level, long index) {
            return new Address(Kind.TILE, level, index);
        }

        String path(int width) {
            return kind == Kind.BUNDLE ? Tiles.entriesPath(index, width) : Tiles.path(level, index, width);
        }

        int length(int width) {
            return kind.part * width;
        }
    }

    /**
     * An object that must be there.
     *
     * @param path where it was found
     * @param bytes as long as its width says
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(String path, byte[] bytes) {}

    /**
     * The object of this width, or of the full one.
     *
     * @throws LogFaultException if it is missing, or not as long as it must be
     */
    Found read(Address address, int width) throws IOException {
        Found exact = readIfThere(address, width);
        Found found = exact == null && width < WIDTH ? readIfThere(address, WIDTH) : exact;
        if (found == null) {
            throw new LogFaultException(
                    LogFault.OBJECT_MISSING,
                    LogPlace.of(address.path(width)),
                    width
                            + (address.kind() == Kind.BUNDLE ? " entries" : " hashes")
                            + (width < WIDTH ? ", here or in the full one" : ""),
                    "nothing");
        }
        return found;
    }

    private @Nullable Found readIfThere(Address address, int width) throws IOException {
        String path = address.path(width);
        int length = address.length(width);
        byte[] bytes = log.read(path, length);
        if (bytes == null) {
            return null;
        }
        LogFaultException.require(
                bytes.length == length,
                address.kind().size,
                LogPlace.of(path),
                length + " bytes",
                bytes.length > length ? "more" : bytes.length + " bytes");
        return new Found(path, bytes);
    }

    /**
     * Looks for the same object in other widths, and whether they agree with it.
     *
     * @param bytes of the object
     */
    OtherWidths others(Address address, int width, byte[] bytes) throws IOException {
        BitSet widths = new BitSet(WIDTH + 1);
        boolean _ = log.list(address.path(WIDTH) + ".p", name -> {
            if (name.matches("[1-9][0-9]{0,2}") && Integer.parseInt(name) < WIDTH) {
                widths.set(Integer.parseInt(name));
            }
        });
        if (width < WIDTH) {
            widths.set(WIDTH);
        }
        widths.clear(width);
        OtherWidths others = OtherWidths.NONE;
        for (int other = widths.nextSetBit(1); other > 0; other = widths.nextSetBit(other + 1)) {
            byte[] content = log.read(address.path(other), address.length(other));
            if (content != null) {
                others = others.and(other(address, other, content, width, bytes));
            }
        }
        return others;
    }

    private static OtherWidths other(Address address, int other, byte[] content, int width, byte[] bytes) {
        try {
            requireSameStart(address, other, content, width, bytes);
            return new OtherWidths(other < width ? 1 : 0, other > width, null);
        } catch (LogFaultException e) {
            return OtherWidths.wrong(e.finding());
        }
    }

    private static void requireSameStart(Address address, int other, byte[] content, int width, byte[] bytes) {
        int common = address.length(Math.min(width, other));
        LogPlace place = LogPlace.of(address.path(other));
        LogFaultException.require(
                content.length == address.length(other),
                address.kind().size,
                place,
                address.length(other) + " bytes",
                content.length > address.length(other) ? "more" : content.length + " bytes");
        int at = Arrays.mismatch(content, 0, common, bytes, 0, common);
        LogFaultException.require(
                at < 0,
                LogFault.LEFTOVER_DIFFERS,
                place,
                "the first " + Math.min(width, other) + " parts of " + address.path(width),
                "a difference at byte " + at);
    }
}
