package io.certtrail.evidence.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A compact ICC profile of sRGB (ICC.1:2001-04, version 2.1; IEC 61966-2-1 with the curve as a gamma of 2.2). */
final class SrgbProfile {
    private static final int HEADER = 128;
    private static final int TAG = 12;

    private SrgbProfile() {}

    static byte[] bytes() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("sRGB"));
        tags.put("cprt", text("No copyright, use freely"));
        tags.put("wtpt", xyz(0xF351, 0x10000, 0x116CC));
        tags.put("rXYZ", xyz(0x6FA2, 0x38F5, 0x390));
        tags.put("gXYZ", xyz(0x6299, 0xB785, 0x18DA));
        tags.put("bXYZ", xyz(0x24A0, 0xF84, 0xB6CF));
        byte[] curve = curve();
        tags.put("rTRC", curve);
        tags.put("gTRC", curve);
        tags.put("bTRC", curve);
        return profile(tags);
    }

    private static byte[] profile(Map<String, byte[]> tags) {
        int size = HEADER + 4 + TAG * tags.size();
        for (byte[] data : tags.values()) {
            size += padded(data.length);
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(size).putInt(0).putInt(0x02100000);
        ascii(out, "mntrRGB XYZ ");
        out.putShort((short) 2026)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0);
        ascii(out, "acsp");
        out.position(68);
        out.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D);
        out.position(HEADER);
        out.putInt(tags.size());
        int at = HEADER + 4 + TAG * tags.size();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            ascii(out, tag.getKey());
            out.putInt(at).putInt(tag.getValue().length);
            at += padded(tag.getValue().length);
        }
        for (byte[] data : tags.values()) {
            out.put(data);
            out.position(out.position() + padded(data.length) - data.length);
        }
        return out.array();
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static byte[] description(String text) {
        ByteBuffer out = ByteBuffer.allocate(12 + text.length() + 1 + 8 + 3 + 67);
        ascii(out, "desc");
        out.putInt(0).putInt(text.length() + 1);
        ascii(out, text);
        return out.array();
    }

    private static byte[] text(String text) {
        ByteBuffer out = ByteBuffer.allocate(8 + text.length() + 1);
        ascii(out, "text");
        out.putInt(0);
        ascii(out, text);
        return out.array();
    }

    private static byte[] xyz(int x, int y, int z) {
        ByteBuffer out = ByteBuffer.allocate(20);
        ascii(out, "XYZ ");
        return out.putInt(0).putInt(x).putInt(y).putInt(z).array();
    }

    private static byte[] curve() {
        ByteBuffer out = ByteBuffer.allocate(14);
        ascii(out, "curv");
        return out.putInt(0).putInt(1).putShort((short) 0x0233).array();
    }

    private static void ascii(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
