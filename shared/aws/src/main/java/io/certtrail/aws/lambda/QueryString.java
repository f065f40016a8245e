package io.certtrail.aws.lambda;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a query string (application/x-www-form-urlencoded): {@code +} is a space, {@code %xx} a byte of UTF-8. The
 * gateway's own reading joins repeated parameters by commas, which can't be told from commas in a value.
 */
public final class QueryString {
    private QueryString() {}

    /**
     * The values of each parameter, both in the order in which they came.
     *
     * @throws Refusal if a name or value is not percent-encoded UTF-8
     */
    public static Map<String, List<String>> parse(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
                parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    /**
     * One segment of a path, where {@code +} is itself.
     *
     * @throws Refusal if it is not percent-encoded UTF-8
     */
    public static String decodeSegment(String raw) {
        return decode(raw, false);
    }

    private static String decode(String raw, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length()
                        || !HexFormat.isHexDigit(raw.charAt(i + 1))
                        || !HexFormat.isHexDigit(raw.charAt(i + 2))) {
                    throw broken(raw);
                }
                bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else {
                int end = Character.isHighSurrogate(c) && i + 1 < raw.length() ? i + 2 : i + 1;
                bytes.writeBytes(raw.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw broken(raw);
        }
    }

    private static Refusal broken(String raw) {
        return Refusal.of(
                Code.INVALID_PARAMETER, "expected percent-encoded UTF-8 in the address, found " + Found.quoted(raw));
    }
}
