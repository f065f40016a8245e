package io.certtrail.domain.exports;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The files of an export, and what they are called where they are saved. */
public enum ExportFile {
    /** What was asked for: the CSV, or the bundle that holds it. */
    TABLE("", ""),
    /** The table that a bundle is made of. */
    ROWS("csv", "text/csv; charset=utf-8"),
    PROOF("proof.jsonl", "application/jsonl");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final int ID_CHARACTERS = 8;

    private final String extension;
    private final String mediaType;

    ExportFile(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    public String mediaType(Export export) {
        return this == TABLE ? export.format().mediaType() : mediaType;
    }

    /**
     * {@code certtrail-<tenant>-<day of the request>-<id8>.<extension>}, where id8 is the id's end: an id of version 7
     * begins with the time, so its beginning would be the same for all of a minute.
     */
    public String name(Export export) {
        return stem(export) + "." + extension(export);
    }

    /** The name without its extension. */
    static String stem(Export export) {
        String id = export.id().toString();
        return "certtrail-%s-%s-%s"
                .formatted(
                        export.tenant(), DAY.format(export.requestedAt()), id.substring(id.length() - ID_CHARACTERS));
    }

    private String extension(Export export) {
        return this == TABLE ? export.format().text() : extension;
    }

    /** Where an attempt writes it: each attempt has its own, so that none can touch what another one finished. */
    String key(Export export, UUID attempt) {
        return "exports/%s/%s/%s.%s".formatted(export.origin().text(), export.id(), attempt, extension(export));
    }

    /** Where an attempt leaves its mark. */
    static String markKey(Export export, UUID attempt) {
        return "exports/%s/%s/%s.mark.json".formatted(export.origin().text(), export.id(), attempt);
    }

    /** The file that is handed out. */
    Result.Stored of(Result result) {
        return switch (this) {
            case TABLE, ROWS -> result.file();
            case PROOF -> result.proof();
        };
    }
}
