package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.check.Voucher;
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
import java.util.HexFormat;
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
        Parts parts = parts(contents, signer, folder);
        Path bundle = folder.resolve("bundle." + contents.format().text());
        if (contents.format() == Format.PDF) {
            vouch(contents, seal, null, parts.voucher());
            new PdfBundle(contents, parts, seal, signer).write(bundle);
        } else {
            byte[] readme = new BundlePages(contents, parts, seal).readme().getBytes(StandardCharsets.UTF_8);
            vouch(contents, seal, readme, parts.voucher());
            new ZipBundle(contents, parts, readme).write(bundle);
        }
        return bundle;
    }

    private void vouch(Contents contents, Seal seal, byte @Nullable [] readme, Path note) throws IOException {
        String readmeSha256 =
                readme == null ? null : HexFormat.of().formatHex(Sha256.digest().digest(readme));
        String text = Voucher.text(
                contents.manifest().origin(), contents.sha256(), seal.fingerprint(), readmeSha256, timeStamps != null);
        Files.writeString(note, SignedNote.sign(text, contents.exportKey()).format());
    }

    private Parts parts(Contents contents, CmsSigner signer, Path folder) throws IOException {
        byte[] manifest = Jcs.bytes(contents.manifest().toJson());
        Path manifestFile = Files.write(folder.resolve("manifest.json"), manifest);
        Path signature =
                Files.write(folder.resolve("manifest.p7s"), signer.sign(() -> Files.newInputStream(manifestFile)));
        Path note = folder.resolve("seal.note");
        Path stamp = timeStamps == null
                ? null
                : Files.write(
                        folder.resolve("manifest.tsr"),
                        timeStamps.stamp(Sha256.digest().digest(manifest)).getEncoded());
        return new Parts(contents.name(), contents.table(), contents.proof(), manifestFile, signature, note, stamp);
    }
}
