package io.certtrail.domain.exports;

import java.util.Locale;
import java.util.Optional;

/** The forms of an export. */
public enum Format {
    CSV;

    /** The name that callers see: {@code csv}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this name, exactly as {@link #text} writes it. */
    public static Optional<Format> parse(String text) {
        for (Format format : values()) {
            if (format.text().equals(text)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
