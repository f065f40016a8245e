package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.seal.CmsSigner;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.evidence.seal.TimeStamps;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bundles that are sealed by one key. */
public final class SealedBundles implements Bundles {
    private final Supplier<Seal> seals;
    private final @Nullable TimeStamps timeStamps;

    /**
     * Bundles of this seal.
     *
     * @param seals asked for the seal with each bundle
     * @param timeStamps null if no authority is configured
     */
    public SealedBundles(Supplier<Seal> seals, @Nullable TimeStamps timeStamps) {
        this.seals = seals;
        this.timeStamps = timeStamps;
    }

    @Override
    public Path make(Contents contents, Path folder) throws IOException {
        Seal seal = seals.get();
        CmsSigner signer = new CmsSigner(seal, timeStamps);
        Parts parts = parts(contents, seal, signer, folder);
        Path bundle = folder.resolve("bundle." + contents.format().text());
        if (contents.format() == Format.PDF) {
            new PdfBundle(contents, parts, seal, signer).write(bundle);
        } else {
            new ZipBundle(contents, parts, seal).write(bundle);
        }
        return bundle;
    }

    private Parts parts(Contents contents, Seal seal, CmsSigner signer, Path folder) throws IOException {
        byte[] manifest = Jcs.bytes(contents.manifest().toJson());
        Path manifestFile = Files.write(folder.resolve("manifest.json"), manifest);
        Path signature =
                Files.write(folder.resolve("manifest.p7s"), signer.sign(() -> Files.newInputStream(manifestFile)));
        SignedNote voucher = SignedNote.sign(
                Voucher.text(contents.manifest().origin(), contents.sha256(), seal.fingerprint()),
                contents.exportKey());
        Path note = Files.write(folder.resolve("seal.note"), voucher.format().getBytes(StandardCharsets.UTF_8));
        Path stamp = timeStamps == null
                ? null
                : Files.write(
                        folder.resolve("manifest.tsr"),
                        timeStamps.stamp(Sha256.digest().digest(manifest)).getEncoded());
        return new Parts(contents.name(), contents.table(), contents.proof(), manifestFile, signature, note, stamp);
    }
}
