package io.certtrail.functions.api.routing;

import java.util.List;
import java.util.Locale;

/** What a caller takes (RFC 9110 §12.5.1). */
final class Accepts {
    private static final String ANYTHING = "*/*";

    private Accepts() {}

    /** Whether a header allows any of some media types; what it says of each is what its most specific range says. */
    static boolean any(String header, List<String> types) {
        return header.isBlank() || types.stream().anyMatch(type -> allows(header, type));
    }

    private static boolean allows(String header, String type) {
        String wanted = type.split(";", 2)[0];
        if (wanted.equals(ANYTHING)) {
            return true;
        }
        String group = wanted.substring(0, wanted.indexOf('/')) + "/*";
        int best = 0;
        boolean allowed = false;
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            String name = parts[0].strip();
            int rank = name.equals(wanted) ? 3 : name.equals(group) ? 2 : name.equals(ANYTHING) ? 1 : 0;
            if (rank > best) {
                best = rank;
                allowed = !isZero(parts);
            }
        }
        return allowed;
    }

    private static boolean isZero(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].strip().matches("q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}
