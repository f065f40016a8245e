package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of an attempt go: a table and its proof straight into the evidence store; those of a bundle into
 * scratch files, of which the bundle is made and stored in the place of the table. For one attempt.
 */
final class Bundling implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final EvidenceStore evidence;
    private final Bundles bundles;
    private final Claim claim;
    private final @Nullable Scratch scratch;

    Bundling(EvidenceStore evidence, Bundles bundles, Claim claim) throws IOException {
        this.evidence = evidence;
        this.bundles = bundles;
        this.claim = claim;
        scratch = claim.export().format().isBundle() ? new Scratch() : null;
    }

    EvidenceStore.Upload begin(ExportFile file) throws IOException {
        return scratch == null ? stored(file) : scratch.begin(file);
    }

    /** What the export comes to, when the table and its proof are complete. */
    Result finish(Result made, Manifest manifest, String note, Figures figures, NoteSigner exportKey)
            throws IOException, Claim.Lost, ExportTrouble {
        if (scratch == null) {
            return made;
        }
        claim.keep();
        Export export = claim.export();
        Path bundle = bundles.make(
                new Bundles.Contents(
                        export.format(),
                        ExportFile.stem(export),
                        manifest,
                        note,
                        made.complete(),
                        figures,
                        scratch.file(ExportFile.TABLE),
                        made.sha256(),
                        scratch.file(ExportFile.PROOF),
                        exportKey),
                scratch.folder());
        MessageDigest digest = Sha256.digest();
        Result.Stored file = store(ExportFile.TABLE, bundle, digest);
        Result.Stored proof = store(ExportFile.PROOF, scratch.file(ExportFile.PROOF), Sha256.digest());
        return new Result(
                made.treeSize(),
                made.rows(),
                made.fromSeq(),
                made.toSeq(),
                Hash.finish(digest).hex(),
                file,
                proof,
                made.complete());
    }

    private Result.Stored store(ExportFile file, Path from, MessageDigest digest)
            throws IOException, Claim.Lost, ExportTrouble {
        try (InputStream in = Files.newInputStream(from);
                EvidenceStore.Upload upload = stored(file)) {
            while (true) {
                claim.keep();
                byte[] chunk = in.readNBytes(CHUNK);
                if (chunk.length == 0) {
                    break;
                }
                digest.update(chunk);
                upload.write(chunk);
            }
            return new Result.Stored(file.key(claim.export(), claim.attempt()), upload.complete());
        }
    }

    private EvidenceStore.Upload stored(ExportFile file) throws IOException {
        Export export = claim.export();
        return evidence.begin(file.key(export, claim.attempt()), file.mediaType(export));
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            scratch.close();
        }
    }
}
