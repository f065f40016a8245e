package io.certtrail.local.dynamo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lays out an empty SQLite database, because the one thing that can be settled about the embedded database from outside
 * is the file it finds. SQLite keeps the journal mode and the page size of a file as it finds them (SQLite, "Database
 * File Format", §1.3).
 *
 * <p>In write-ahead mode a commit is one append and one fsync instead of a journal that is made, synced and deleted.
 */
final class SqliteFile {
    /** Fits most items; the default of that old version is 1,024, which spreads a block of 350 KB over 350 pages. */
    static final int PAGE_BYTES = 4096;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte WRITE_AHEAD = 2;
    private static final byte EMPTY_LEAF_OF_A_TABLE = 13;
    private static final int UTF_8 = 1;
    private static final int SCHEMA_FORMAT = 4;
    private static final int VERSION_VALID_FOR = 92;
    private static final int HEADER_BYTES = 100;

    private SqliteFile() {}

    /** Writes and syncs an empty database in write-ahead mode; {@code file} must not exist. */
    static void createEmpty(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer page = emptyDatabase();
            while (page.hasRemaining()) {
                channel.write(page);
            }
            channel.force(true);
        }
    }

    private static ByteBuffer emptyDatabase() {
        ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
        page.put(MAGIC).putShort((short) PAGE_BYTES);
        page.put(WRITE_AHEAD).put(WRITE_AHEAD);
        // Reserved bytes a page, and the three payload fractions, which are fixed.
        page.put((byte) 0).put((byte) 64).put((byte) 32).put((byte) 32);
        // Change counter, size in pages, no free pages, schema cookie.
        page.putInt(1).putInt(1).putInt(0).putInt(0).putInt(0).putInt(SCHEMA_FORMAT);
        // Default cache size, no auto-vacuum.
        page.putInt(0).putInt(0).putInt(UTF_8);
        page.putInt(VERSION_VALID_FOR, 1);
        page.position(HEADER_BYTES);
        page.put(EMPTY_LEAF_OF_A_TABLE).putShort((short) 0).putShort((short) 0).putShort((short) PAGE_BYTES);
        return page.position(0);
    }
}
