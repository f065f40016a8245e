package io.certtrail.ledger.entry;

import java.util.Locale;

/** How grave an entry is; in order. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    public String text() {
        return text;
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Severity parse(String text) {
        for (Severity severity : values()) {
            if (severity.text.equals(text)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("expected info, warning, error or critical, found " + text);
    }
}
