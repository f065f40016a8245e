package io.certtrail.evidence.check;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a zip of the exact form that CertTrail writes (APPNOTE 6.3, without Zip64): from the first byte to the last, each
 * byte is either of a file's deflated contents or has one value that it may have. So two readers can't see two archives.
 */
@SuppressWarnings({"ArrayRecordComponent", "ByteBufferBackingArray"
}) // compared by nobody; all of them are allocated here
final class ZipForm {
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 20;
    /** Sizes follow the contents, names are UTF-8. */
    private static final short FLAGS = 0x0808;

    private static final short DEFLATED = 8;
    private static final int LOCAL_BYTES = 30;
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int MOST_NAME = 200;
    /** What a place within it can say without Zip64. */
    private static final long MOST_BYTES = (1L << 32) - 1;

    private record Entry(byte[] name, int time, long offset, Unpacked.Taken taken) {}

    private final FileChannel channel;
    private final Unpacked unpacked;
    private final List<Entry> entries = new ArrayList<>();
    private Member last = Member.README;
    private long at;

    private ZipForm(FileChannel channel, Unpacked unpacked) {
        this.channel = channel;
        this.unpacked = unpacked;
    }

    /**
     * Takes the files out.
     *
     * @return the time that all of them bear
     */
    static Time read(Path file, Unpacked unpacked) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            BundleFaultException.require(
                    channel.size() <= MOST_BYTES,
                    BundleFault.TOO_LARGE,
                    "the archive",
                    "at most " + MOST_BYTES + " bytes",
                    channel.size() + " bytes");
            ZipForm form = new ZipForm(channel, unpacked);
            while (form.bytes(Integer.BYTES, "the archive").getInt() != CENTRAL) {
                form.entry();
            }
            form.end();
            return form.time();
        }
    }

    /** A time of MS-DOS, which knows even seconds: APPNOTE 4.4.6. */
    record Time(int dos) {
        boolean isOf(Instant time) {
            LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
            int date = ((local.getYear() - 1980) << 9) | (local.getMonthValue() << 5) | local.getDayOfMonth();
            return dos
                    == ((date << 16) | (local.getHour() << 11) | (local.getMinute() << 5) | (local.getSecond() >> 1));
        }
    }

    private Time time() {
        int time = entries.getFirst().time;
        for (Entry entry : entries) {
            require(entry.time == time, "the times of the files", "one time", "two");
        }
        return new Time(time);
    }

    private void entry() throws IOException {
        long offset = at;
        String number = "entry " + (entries.size() + 1) + " of the archive";
        ByteBuffer header = bytes(LOCAL_BYTES, number);
        int time = header.getInt(10);
        int length = header.getShort(26);
        require(length > 0 && length <= MOST_NAME, number, "a name of 1 to " + MOST_NAME + " bytes", length + " bytes");
        ByteBuffer expected =
                buffer(LOCAL_BYTES).putInt(LOCAL).putShort(VERSION).putShort(FLAGS);
        expected.putShort(DEFLATED).putInt(time).putInt(0).putInt(0).putInt(0).putShort((short) length);
        requireSame(number, expected, header);
        at += LOCAL_BYTES;
        byte[] name = bytes(length, number).array();
        at += length;
        Member member = unpacked.member(new String(name, StandardCharsets.UTF_8));
        require(
                entries.isEmpty() ? member == Member.README : member.compareTo(last) > 0,
                number,
                "the files in their order, README.txt first",
                unpacked.name(member));
        last = member;
        Unpacked.Taken taken = unpacked.take(member, from(at), false);
        at += taken.packed();
        ByteBuffer descriptor = buffer(DESCRIPTOR_BYTES).putInt(DESCRIPTOR).putInt(taken.crc32());
        descriptor.putInt((int) taken.packed()).putInt((int) taken.size());
        requireSame(number, descriptor, bytes(DESCRIPTOR_BYTES, number));
        at += DESCRIPTOR_BYTES;
        entries.add(new Entry(name, time, offset, taken));
    }

    /** The directory and the record at the end are what follows from the entries, and nothing stands behind them. */
    private void end() throws IOException {
        unpacked.requireAll(true);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            ByteBuffer one = buffer(46 + entry.name.length)
                    .putInt(CENTRAL)
                    .putShort(VERSION)
                    .putShort(VERSION);
            one.putShort(FLAGS).putShort(DEFLATED).putInt(entry.time).putInt(entry.taken.crc32());
            one.putInt((int) entry.taken.packed()).putInt((int) entry.taken.size());
            one.putShort((short) entry.name.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0);
            one.putShort((short) 0).putInt(0).putInt((int) entry.offset).put(entry.name);
            expected.writeBytes(one.array());
        }
        int size = expected.size();
        ByteBuffer end = buffer(22).putInt(END).putShort((short) 0).putShort((short) 0);
        end.putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(size)
                .putInt((int) at);
        expected.writeBytes(end.array());
        long rest = channel.size() - at;
        require(
                rest == expected.size(),
                "the directory of the archive",
                expected.size() + " bytes to the end of the file",
                rest + " bytes");
        requireSame("the directory of the archive", ByteBuffer.wrap(expected.toByteArray()), bytes((int) rest, ""));
    }

    private static void requireSame(String place, ByteBuffer expected, ByteBuffer found) {
        int differs = Arrays.mismatch(expected.array(), found.array());
        if (differs >= 0) {
            throw new BundleFaultException(
                    BundleFault.FORM,
                    place,
                    "byte %02x at %d of it".formatted(expected.array()[differs], differs),
                    "%02x".formatted(found.array()[differs]));
        }
    }

    private static void require(boolean holds, String place, String expected, String found) {
        BundleFaultException.require(holds, BundleFault.FORM, place, expected, found);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer bytes(int length, String place) throws IOException {
        ByteBuffer bytes = buffer(length);
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at + bytes.position());
            require(read > 0, place, "more bytes", "the end of the file");
        }
        return bytes.flip();
    }

    private InputStream from(long offset) throws IOException {
        channel.position(offset);
        return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }
}
