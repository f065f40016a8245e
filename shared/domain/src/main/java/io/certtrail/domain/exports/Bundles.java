package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.export.Manifest;
import java.io.IOException;
import java.nio.file.Path;

/** Makes evidence bundles: one file that holds an export and what shows that it is genuine. Thread-safe. */
public interface Bundles {
    /**
     * What goes into a bundle.
     *
     * @param format {@link Format#PDF} or {@link Format#ZIP}
     * @param name of the bundle without its extension; the files inside begin with it
     * @param note the checkpoint, a signed note
     * @param complete whether the proof shows that no match was left out
     * @param table the CSV
     * @param sha256 of the CSV, in hex
     * @param proof the proof file
     * @param exportKey the key that signed the manifest: it vouches for the key of the seal
     */
    record Contents(
            Format format,
            String name,
            Manifest manifest,
            String note,
            boolean complete,
            Figures figures,
            Path table,
            String sha256,
            Path proof,
            NoteSigner exportKey) {}

    /**
     * Makes a bundle, with memory that does not grow with it.
     *
     * @param folder where scratch files may be put
     * @return the file, in that folder; the caller deletes it
     * @throws IOException if it can't be written, or the time stamp that is configured can't be had
     */
    Path make(Contents contents, Path folder) throws IOException;
}
