package io.certtrail.domain.exports;

import java.util.Locale;
import java.util.Optional;

/** The forms of an export. */
public enum Format {
    /** A table; its proof is a file of its own. */
    CSV("text/csv; charset=utf-8"),
    /** An evidence bundle: pages for people, with the table and what proves it attached, sealed. */
    PDF("application/pdf"),
    /** The same files in a zip. */
    ZIP("application/zip");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether it is made of a table and a proof that exist already. */
    boolean isBundle() {
        return this != CSV;
    }

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
