package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleFaultException.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes that a signature in a PDF covers (ISO 32000-1 §12.8.1): all from the first one to {@code end}, without the hole
 * in which the signature itself stands, from its {@code <} to its {@code >}.
 */
record SignedRange(long from, long to, long end) {
    private static final int MOST_HOLE = 4 << 20;

    /** Of a {@code /ByteRange}: nothing may be left out but the hole, and that holds hex digits alone. */
    static SignedRange of(List<Long> numbers, PdfBytes bytes, BundleFault fault, String place) throws IOException {
        boolean isWhole = numbers.size() == 4 && numbers.get(0) == 0;
        require(isWhole, fault, place, "[0 a b c]", "" + numbers);
        SignedRange range = new SignedRange(numbers.get(1), numbers.get(2), numbers.get(2) + numbers.get(3));
        require(
                range.from > 0
                        && range.to - range.from > 2
                        && range.to - range.from <= MOST_HOLE
                        && range.end > range.to
                        && range.end <= bytes.size()
                        && bytes.at(range.from) == '<'
                        && bytes.at(range.to - 1) == '>',
                fault,
                place,
                "a hole from < to > in the file",
                "" + numbers);
        return range;
    }

    /** What stands in the hole, without the zeros behind it: one value of ASN.1 in DER. */
    byte[] signature(PdfBytes bytes, boolean isLowerCase, BundleFault fault, String place) throws IOException {
        String hex = bytes.text(from + 1, (int) (to - from - 2));
        boolean isHex = hex.length() % 2 == 0
                && hex.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'f')
                                || (c >= 'A' && c <= 'F' && !isLowerCase));
        require(isHex, fault, place, "hex digits", "something else");
        byte[] padded = HexFormat.of().parseHex(hex);
        int length = derLength(padded);
        require(length <= padded.length, fault, place, "a signature that fits", length + " bytes");
        for (int i = length; i < padded.length; i++) {
            require(padded[i] == 0, fault, place, "zeros behind the signature", "something else");
        }
        return Arrays.copyOf(padded, length);
    }

    /** The length of a value with its head; more than there is if the head is none. */
    private static int derLength(byte[] der) {
        if (der.length < 6 || der[0] != 0x30) {
            return Integer.MAX_VALUE;
        }
        int first = der[1] & 0xFF;
        if (first < 0x80) {
            return 2 + first;
        }
        int count = first - 0x80;
        if (count == 0 || count > 3) {
            return Integer.MAX_VALUE;
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (der[2 + i] & 0xFF);
        }
        return 2 + count + length;
    }

    InputStream covered(PdfBytes bytes) {
        return new SequenceInputStream(bytes.part(0, from), bytes.part(to, end));
    }
}
