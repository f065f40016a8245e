package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.check.Voucher;
import io.certtrail.evidence.seal.Authorities;
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
    private final Authorities authorities;

    /**
     * Bundles of this seal.
     *
     * @param seals asked for the seal with each bundle
     * @param timeStamps null if no authority is configured
     */
    public SealedBundles(Supplier<Seal> seals, @Nullable TimeStamps timeStamps) {
        this(seals, Authorities.always(timeStamps));
    }

    /**
     * Bundles of this seal, with time stamps by the authority of their tenant.
     *
     * @param authorities asked with each bundle
     */
    public SealedBundles(Supplier<Seal> seals, Authorities authorities) {
        this.seals = seals;
        this.authorities = authorities;
    }

    @Override
    public Path make(Contents contents, Path folder) throws IOException {
        Seal seal = seals.get();
        TimeStamps timeStamps =
                authorities.of(contents.manifest().origin().tenant()).orElse(null);
        CmsSigner signer = new CmsSigner(seal, timeStamps);
        Parts parts = parts(contents, signer, timeStamps, folder);
        Path bundle = folder.resolve("bundle." + contents.format().text());
        if (contents.format() == Format.PDF) {
            vouch(contents, seal, null, parts);
            new PdfBundle(contents, parts, seal, signer).write(bundle);
        } else {
            byte[] readme = new BundlePages(contents, parts, seal).readme().getBytes(StandardCharsets.UTF_8);
            vouch(contents, seal, readme, parts);
            new ZipBundle(contents, parts, readme).write(bundle);
        }
        return bundle;
    }

    private static void vouch(Contents contents, Seal seal, byte @Nullable [] readme, Parts parts) throws IOException {
        String readmeSha256 =
                readme == null ? null : HexFormat.of().formatHex(Sha256.digest().digest(readme));
        String text = Voucher.text(
                contents.manifest().origin(),
                contents.sha256(),
                seal.fingerprint(),
                readmeSha256,
                parts.stamp() != null);
        Files.writeString(
                parts.voucher(), SignedNote.sign(text, contents.exportKey()).format());
    }

    private static Parts parts(Contents contents, CmsSigner signer, @Nullable TimeStamps timeStamps, Path folder)
            throws IOException {
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
