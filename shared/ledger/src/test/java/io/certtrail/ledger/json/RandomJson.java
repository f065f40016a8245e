package io.certtrail.ledger.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of every kind, with strings that reach into every range of Unicode. */
public final class RandomJson {
    private static final int[] CODE_POINTS = {
        0, '\t', '\n', 0x1F, ' ', '"', '\\', '/', 'a', 0x7F, 0x80, 0x9F, 0xF6, 0x7FF, 0x800, 0x20AC, 0x2028, 0xD7FF,
        0xE000, 0xFB33, 0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    private RandomJson() {}

    public static Json value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.NULL;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.of(random.nextLong() >> (11 + random.nextInt(53)));
            case 3, 4 -> Json.of(text(random));
            case 5 -> array(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    public static Json.Obj object(Random random, int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(text(random), value(random, depth));
        }
        return new Json.Obj(members);
    }

    private static Json.Arr array(Random random, int depth) {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            items.add(value(random, depth));
        }
        return new Json.Arr(items);
    }

    public static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }
}
