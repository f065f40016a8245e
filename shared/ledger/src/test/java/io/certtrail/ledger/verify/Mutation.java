package io.certtrail.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A file with one thing changed at random.
 *
 * @param what was done
 * @param line the first one that is no longer as it was, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mutation(String what, long line, byte[] bytes) {
    private enum Kind {
        CHANGE_BYTE,
        FLIP_BIT,
        DROP_BYTE,
        INSERT_BYTE,
        DROP_LINE,
        SWAP_LINES,
        REPEAT_LINE,
        MOVE_LINE,
        CUT_TAIL,
        APPEND
    }

    static Mutation of(byte[] file, RandomGenerator random) {
        while (true) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            Mutation mutation = switch (kind) {
                case CHANGE_BYTE, FLIP_BIT, DROP_BYTE, INSERT_BYTE -> ofByte(file, kind, random);
                case DROP_LINE, SWAP_LINES, REPEAT_LINE, MOVE_LINE -> ofLines(file, kind, random);
                case CUT_TAIL -> cut(file, random.nextInt(file.length));
                case APPEND -> append(file, random);
            };
            if (!Arrays.equals(mutation.bytes, file)) {
                return mutation;
            }
        }
    }

    private static Mutation ofByte(byte[] file, Kind kind, RandomGenerator random) {
        int at = random.nextInt(file.length);
        byte other = random.nextBoolean() ? file[random.nextInt(file.length)] : (byte) random.nextInt(256);
        byte[] bytes = switch (kind) {
            case DROP_BYTE -> joined(file, at, new byte[0], at + 1);
            case INSERT_BYTE -> joined(file, at, new byte[] {other}, at);
            case FLIP_BIT -> joined(file, at, new byte[] {(byte) (file[at] ^ 1 << random.nextInt(8))}, at + 1);
            default -> joined(file, at, new byte[] {other}, at + 1);
        };
        return new Mutation(kind + " at byte " + at, lineOf(file, at), bytes);
    }

    private static byte[] joined(byte[] file, int until, byte[] middle, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, until);
        out.writeBytes(middle);
        out.write(file, from, file.length - from);
        return out.toByteArray();
    }

    private static Mutation ofLines(byte[] file, Kind kind, RandomGenerator random) {
        List<byte[]> lines = lines(file);
        int a = random.nextInt(lines.size());
        int b = random.nextInt(lines.size());
        byte[] line = lines.get(a);
        switch (kind) {
            case DROP_LINE -> lines.remove(a);
            case SWAP_LINES -> {
                lines.set(a, lines.get(b));
                lines.set(b, line);
            }
            case REPEAT_LINE -> lines.add(a, line);
            default -> {
                lines.remove(a);
                lines.add(Math.min(b, lines.size()), line);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.forEach(out::writeBytes);
        int first = switch (kind) {
            case DROP_LINE -> a;
            case REPEAT_LINE -> a + 1;
            default -> Math.min(a, b);
        };
        return new Mutation(kind + " " + (a + 1) + " " + (b + 1), first + 1, out.toByteArray());
    }

    private static Mutation cut(byte[] file, int length) {
        return new Mutation("CUT_TAIL to " + length, lineOf(file, length), Arrays.copyOf(file, length));
    }

    private static Mutation append(byte[] file, RandomGenerator random) {
        byte[] more = new byte[1 + random.nextInt(40)];
        random.nextBytes(more);
        byte[] bytes = joined(file, file.length, more, file.length);
        return new Mutation("APPEND " + more.length, lineOf(file, file.length), bytes);
    }

    private static long lineOf(byte[] file, int at) {
        long line = 1;
        for (int i = 0; i < at; i++) {
            line += file[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static List<byte[]> lines(byte[] file) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n') {
                lines.add(Arrays.copyOfRange(file, start, i + 1));
                start = i + 1;
            }
        }
        return lines;
    }
}
