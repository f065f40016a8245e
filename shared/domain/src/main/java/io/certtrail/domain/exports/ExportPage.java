package io.certtrail.domain.exports;

import java.util.List;

/**
 * Some exports, newest first.
 *
 * @param hasMore whether there are older ones
 */
public record ExportPage(List<Export> exports, boolean hasMore) {
    public ExportPage {
        exports = List.copyOf(exports);
    }
}
