package io.certtrail.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes a file as a fuzzer does, several times over, knowing what such files are made of: numbers become huge, strings
 * and lists long, nesting deep, lines and slices come from another file.
 */
final class Havoc {
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "-0",
            "255",
            "256",
            "2147483648",
            "4294967296",
            "9007199254740991",
            "9007199254740992",
            "9223372036854775807",
            "18446744073709551616",
            "1e9",
            "00");
    private static final List<String> BITS = List.of(
            "\"",
            "\\u0000",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\n",
            "\r\n",
            "\t",
            "'",
            "=",
            "null",
            "true",
            "#manifest,",
            "\uFEFF",
            "\u2028",
            "— ",
            "\u0000",
            "AAAA",
            "\"v\":1,");

    private final RandomGenerator random;
    private final List<byte[]> others;

    /** @param others files from which slices are taken */
    Havoc(RandomGenerator random, List<byte[]> others) {
        this.random = random;
        this.others = others;
    }

    /** A file that is not the same. */
    byte[] of(byte[] file) {
        byte[] changed = file;
        do {
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                changed = once(changed);
            }
        } while (Arrays.equals(changed, file));
        return changed;
    }

    private byte[] once(byte[] file) {
        return switch (random.nextInt(7)) {
            case 0 -> number(file);
            case 1 -> spliced(file, bytes(BITS.get(random.nextInt(BITS.size()))), random.nextBoolean() ? 0 : 1);
            case 2 -> spliced(file, bytes(BITS.get(random.nextInt(BITS.size())).repeat(1 + random.nextInt(20_000))), 0);
            case 3 -> slice(file, others.get(random.nextInt(others.size())));
            case 4 -> slice(file, file);
            case 5 -> file.length == 0 ? file : Arrays.copyOf(file, random.nextInt(file.length));
            default -> hasLine(file) ? Mutation.of(file, random).bytes() : file;
        };
    }

    private static boolean hasLine(byte[] file) {
        for (byte b : file) {
            if (b == '\n') {
                return true;
            }
        }
        return false;
    }

    private byte[] number(byte[] file) {
        int from = random.nextInt(file.length + 1);
        while (from < file.length && !isDigit(file[from])) {
            from++;
        }
        int to = from;
        while (to < file.length && isDigit(file[to])) {
            to++;
        }
        return joined(file, from, bytes(NUMBERS.get(random.nextInt(NUMBERS.size()))), to);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private byte[] spliced(byte[] file, byte[] bit, int instead) {
        int at = random.nextInt(file.length + 1);
        return joined(file, at, bit, Math.min(file.length, at + instead * bit.length));
    }

    private byte[] slice(byte[] file, byte[] other) {
        int from = random.nextInt(other.length + 1);
        int to = from + random.nextInt(Math.min(4_000, other.length - from) + 1);
        return spliced(file, Arrays.copyOfRange(other, from, to), random.nextInt(2));
    }

    private static byte[] joined(byte[] file, int until, byte[] middle, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, until);
        out.writeBytes(middle);
        out.write(file, from, file.length - from);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
