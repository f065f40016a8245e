package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * Makes the bundle of an export from the table and the proof that are stored: fetches them into scratch files, and stores
 * what is made of them. Safe for use by many threads.
 */
final class Bundling {
    private static final int CHUNK = 1 << 20;

    private final EvidenceStore evidence;
    private final Bundles bundles;

    Bundling(EvidenceStore evidence, Bundles bundles) {
        this.evidence = evidence;
        this.bundles = bundles;
    }

    /**
     * What the export comes to with its bundle.
     *
     * @param exportKey the key that signed the manifest
     */
    Result make(Claim claim, String note, Mark.Written written, NoteSigner exportKey)
            throws IOException, Claim.Lost, ExportTrouble {
        Export export = claim.export();
        Result table = written.result();
        claim.holdToTheEnd(new Progress(Progress.Step.BUNDLE, 0, 0, table.rows()));
        try (Scratch scratch = new Scratch()) {
            Path rows = fetch(table.file(), scratch.file(ExportFile.ROWS));
            requireSame(rows, table);
            Path proof = fetch(table.proof(), scratch.file(ExportFile.PROOF));
            Path bundle = bundles.make(
                    new Bundles.Contents(
                            export.format(),
                            ExportFile.stem(export),
                            written.manifest(),
                            note,
                            table.complete(),
                            written.figures().figures(),
                            rows,
                            table.sha256(),
                            proof,
                            exportKey),
                    scratch.folder());
            MessageDigest digest = Sha256.digest();
            Result.Stored file = store(claim, bundle, table.rows(), digest);
            return table.bundledAs(file, Hash.finish(digest).hex());
        }
    }

    private Path fetch(Result.Stored stored, Path to) throws IOException {
        try (InputStream in = evidence.open(stored.key())) {
            Files.copy(in, to);
        }
        if (Files.size(to) != stored.bytes()) {
            throw new IOException(
                    "%s has %d bytes, expected %d".formatted(stored.key(), Files.size(to), stored.bytes()));
        }
        return to;
    }

    /** What the bundle vouches for is what was written. */
    private static void requireSame(Path rows, Result table) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(rows), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String found = Hash.finish(digest).hex();
        if (!found.equals(table.sha256())) {
            throw new IOException(
                    "%s has the SHA-256 %s, expected %s".formatted(table.file().key(), found, table.sha256()));
        }
    }

    private Result.Stored store(Claim claim, Path from, long rows, MessageDigest digest)
            throws IOException, Claim.Lost {
        Export export = claim.export();
        String key = ExportFile.TABLE.key(export, claim.attempt());
        long size = Files.size(from);
        try (InputStream in = Files.newInputStream(from);
                EvidenceStore.Upload upload = evidence.begin(key, ExportFile.TABLE.mediaType(export))) {
            long done = 0;
            byte[] chunk = in.readNBytes(CHUNK);
            while (chunk.length > 0) {
                digest.update(chunk);
                upload.write(chunk);
                done += chunk.length;
                claim.keep(new Progress(Progress.Step.BUNDLE, done, size, rows));
                chunk = in.readNBytes(CHUNK);
            }
            return new Result.Stored(key, upload.complete());
        }
    }
}
