package io.certtrail.evidence.check;

import static io.certtrail.evidence.check.BundleFaultException.require;
import static io.certtrail.evidence.check.BundleFaultException.requireEqual;

import io.certtrail.ledger.checkpoint.NoteException;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.export.FormatException;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.merkle.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a bundle up to its CSV and proof file, offline, in memory that does not grow with them: the seal, that nothing
 * was changed behind it, and that everything inside is of one export. What is wrong is looked for from the outside to the
 * inside, so a finding is the first thing that is wrong. Immutable and thread-safe.
 */
public final class BundleVerifier {
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Trust trust;

    private BundleVerifier(Trust trust) {
        this.trust = trust;
    }

    public static BundleVerifier trusting(Trust trust) {
        return new BundleVerifier(trust);
    }

    /** Whether a file is a bundle by its name or its first bytes, rather than an export by itself. */
    public static boolean isBundle(Path file) throws IOException {
        String name = file.getFileName().toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(PDF.length);
            return name.endsWith(".pdf")
                    || name.endsWith(".zip")
                    || Arrays.equals(head, PDF)
                    || Arrays.equals(Arrays.copyOf(head, ZIP.length), ZIP);
        }
    }

    /**
     * Verifies a bundle.
     *
     * @param folder empty, for the files that are taken out; the caller deletes it
     * @throws IOException if a file can't be read or written
     */
    public BundleVerdict verify(Path file, Path folder) throws IOException {
        try {
            byte[] head = new byte[ZIP.length];
            try (InputStream in = Files.newInputStream(file)) {
                in.readNBytes(head, 0, head.length);
            }
            return new BundleVerdict.Intact(Arrays.equals(head, ZIP) ? zip(file, folder) : pdf(file, folder));
        } catch (BundleFaultException e) {
            return new BundleVerdict.Tampered(e.finding());
        } catch (StackOverflowError e) {
            BundleFinding finding = new BundleFinding(
                    BundleFault.FORM, "a signature", "values of a depth that signatures have", "deeper ones");
            return new BundleVerdict.Tampered(finding);
        } catch (UnreadableException e) {
            return new BundleVerdict.Undecided(e.explanation());
        }
    }

    private BundleReport pdf(Path file, Path folder) throws IOException {
        try (PdfBytes bytes = new PdfBytes(file)) {
            SealedRevision sealed = SealedRevision.read(bytes);
            Unpacked unpacked = new Unpacked(folder);
            sealed.unpack(unpacked);
            requireEqual(
                    BundleFault.MANIFEST,
                    "the document's id",
                    sealed.id(),
                    unpacked.taken(Member.TABLE).sha256());
            Parts parts = parts(unpacked);
            requireEqual(
                    BundleFault.SEAL_KEY,
                    "the seal",
                    Certificates.shown(parts.signature.chain().getFirst()),
                    Certificates.shown(sealed.seal().chain().getFirst()));
            List<Stamp> stamps = new ArrayList<>(parts.stamps);
            addStamp(sealed.seal(), "the time stamp of the seal", stamps);
            requireStamp(unpacked.has(Member.STAMP) == (sealed.seal().stamp() != null), "the seal");
            BundleReport.Later later = later(sealed, bytes);
            return report(true, unpacked, parts, stamps, later, Optional.empty());
        }
    }

    private static BundleReport.Later later(SealedRevision sealed, PdfBytes bytes) throws IOException {
        List<PdfSection> later = LaterRevisions.read(bytes, sealed.section());
        if (later.isEmpty()) {
            return BundleReport.Later.NOTHING;
        }
        LaterChanges changes = new LaterChanges(sealed, later, bytes.size());
        changes.check();
        try {
            return changes.signatures();
        } catch (PdfParser.SyntaxException e) {
            throw new BundleFaultException(
                    BundleFault.LATER_SIGNATURE,
                    "what stands behind the sealed revision",
                    "signatures in a form that readers agree on",
                    String.valueOf(e.getMessage()));
        }
    }

    private BundleReport zip(Path file, Path folder) throws IOException {
        Unpacked unpacked = new Unpacked(folder);
        ZipForm.Time time = ZipForm.read(file, unpacked);
        Parts parts = parts(unpacked);
        require(
                time.isOf(parts.manifest.exportedAt()),
                BundleFault.FORM,
                "the times of the files",
                "the export's time, " + parts.manifest.exportedAt(),
                "another one");
        return report(
                false,
                unpacked,
                parts,
                parts.stamps,
                BundleReport.Later.NOTHING,
                Optional.of(unpacked.taken(Member.README).sha256()));
    }

    /** What is inside both kinds, held against each other. */
    private record Parts(Manifest manifest, CmsSeal signature, List<Stamp> stamps) {}

    private Parts parts(Unpacked unpacked) throws IOException {
        byte[] bytes = unpacked.bytes(Member.MANIFEST);
        String name = unpacked.name(Member.MANIFEST);
        Manifest manifest;
        try {
            manifest = Manifest.parse(bytes);
        } catch (FormatException e) {
            throw new BundleFaultException(
                    BundleFault.MANIFEST, name, "a manifest in its exact form", String.valueOf(e.getMessage()));
        }
        requireLastLine(unpacked, bytes);
        require(
                unpacked.stem().startsWith("certtrail-" + manifest.origin().tenant() + "-"),
                BundleFault.MEMBER_UNKNOWN,
                "the names of the files",
                "certtrail-" + manifest.origin().tenant(),
                unpacked.stem());
        String place = unpacked.name(Member.SIGNATURE);
        CmsSeal signature = CmsSeal.verify(
                unpacked.bytes(Member.SIGNATURE), Sha256.digest().digest(bytes), BundleFault.MANIFEST_SIGNATURE, place);
        List<Stamp> stamps = new ArrayList<>();
        if (unpacked.has(Member.STAMP)) {
            stamps.add(Stamp.ofResponse(unpacked.bytes(Member.STAMP), bytes, unpacked.name(Member.STAMP)));
        }
        addStamp(signature, "the time stamp in " + place, stamps);
        require(
                unpacked.has(Member.STAMP) == (signature.stamp() != null),
                BundleFault.MEMBER_MISSING,
                "the bundle",
                "time stamps of the manifest and of its signature, or of neither",
                "one of the two");
        return new Parts(manifest, signature, stamps);
    }

    private static void requireStamp(boolean holds, String place) {
        require(
                holds,
                BundleFault.STAMP_MISSING,
                place,
                "time stamps of all that can have one, or of nothing",
                "others");
    }

    private static void addStamp(CmsSeal seal, String place, List<Stamp> stamps) throws IOException {
        byte[] token = seal.stamp();
        if (token != null) {
            stamps.add(Stamp.ofToken(token, () -> new ByteArrayInputStream(seal.value()), BundleFault.STAMP, place));
        }
    }

    private static void requireLastLine(Unpacked unpacked, byte[] manifest) throws IOException {
        byte[] start = ("\n" + Manifest.LINE_START).getBytes(StandardCharsets.US_ASCII);
        byte[] expected = Arrays.copyOf(start, start.length + manifest.length + 1);
        System.arraycopy(manifest, 0, expected, start.length, manifest.length);
        expected[expected.length - 1] = '\n';
        byte[] found = new byte[expected.length];
        try (RandomAccessFile table =
                new RandomAccessFile(unpacked.taken(Member.TABLE).file().toFile(), "r")) {
            if (table.length() >= found.length) {
                table.seek(table.length() - found.length);
                table.readFully(found);
            }
        }
        require(
                Arrays.equals(found, expected),
                BundleFault.MANIFEST,
                unpacked.name(Member.MANIFEST),
                "the CSV's last line",
                "another one");
    }

    private BundleReport report(
            boolean isPdf,
            Unpacked unpacked,
            Parts parts,
            List<Stamp> stamps,
            BundleReport.Later later,
            Optional<String> readme)
            throws IOException {
        List<X509Certificate> chain = parts.signature.chain();
        X509Certificate certificate = chain.getFirst();
        boolean isVouched = isVouched(unpacked, parts.manifest, Certificates.keySha256(certificate), readme);
        Optional<BundleReport.StampedBy> stamped = stamped(stamps);
        Instant time = stamped.filter(BundleReport.StampedBy::isTrusted)
                .map(BundleReport.StampedBy::earliest)
                .orElse(parts.manifest.exportedAt());
        require(
                Certificates.isValidAt(certificate, time),
                BundleFault.SEAL_TIME,
                "the certificate of the seal",
                "one that is valid at " + time,
                "from " + certificate.getNotBefore().toInstant() + " to "
                        + certificate.getNotAfter().toInstant());
        boolean isGiven = Certificates.isKeyOf(certificate, trust.seals());
        boolean isPinned = isGiven || Certificates.leads(certificate, chain, trust.seals(), time);
        require(
                isGiven || !isPinned || Certificates.isForDocuments(certificate),
                BundleFault.SEAL_KEY,
                "the seal",
                "a certificate that its authority gave for signing documents",
                Certificates.shown(certificate));
        require(
                isPinned || trust.seals().isEmpty(),
                BundleFault.SEAL_KEY,
                "the seal",
                Certificates.shown(trust.seals()),
                Certificates.shown(certificate));
        return new BundleReport(
                isPdf,
                unpacked.stem(),
                unpacked.taken(Member.TABLE).file(),
                unpacked.taken(Member.PROOF).file(),
                new BundleReport.SealedBy(
                        Certificates.subject(certificate), Certificates.keySha256(certificate), isVouched, isPinned),
                stamped,
                later);
    }

    private Optional<BundleReport.StampedBy> stamped(List<Stamp> stamps) {
        boolean isTrusted = true;
        for (Stamp stamp : stamps) {
            boolean leads = Certificates.leads(stamp.signer(), stamp.others(), trust.authorities(), stamp.time());
            require(
                    leads || trust.authorities().isEmpty(),
                    BundleFault.STAMP_AUTHORITY,
                    "a time stamp",
                    Certificates.shown(trust.authorities()),
                    Certificates.shown(stamp.signer()));
            isTrusted &= leads;
        }
        boolean areTrusted = isTrusted;
        return stamps.stream()
                .min(Comparator.comparing(Stamp::time))
                .map(first ->
                        new BundleReport.StampedBy(first.time(), Certificates.subject(first.signer()), areTrusted));
    }

    /** Whether the export key says that this key seals this export; false if none of its name is trusted. */
    private boolean isVouched(Unpacked unpacked, Manifest manifest, String sealKey, Optional<String> readme)
            throws IOException {
        String place = unpacked.name(Member.VOUCHER);
        String text = new String(unpacked.bytes(Member.VOUCHER), StandardCharsets.UTF_8);
        String csv = unpacked.taken(Member.TABLE).sha256();
        String expected = Voucher.text(manifest.origin(), csv, sealKey, readme.orElse(null), false);
        String stamped = Voucher.text(manifest.origin(), csv, sealKey, readme.orElse(null), true);
        List<VerifierKey> keys = trust.keys().named(manifest.origin().exportsKeyName());
        try {
            SignedNote note = SignedNote.parse(text);
            require(
                    note.format().equals(text) && note.signatures().size() == 1,
                    BundleFault.VOUCHER,
                    place,
                    "a signed note in its exact form",
                    "another form");
            boolean isStamped = note.text().equals(stamped);
            requireEqual(BundleFault.VOUCHER, place, isStamped ? stamped : expected, note.text());
            requireStamp(!isStamped || unpacked.has(Member.STAMP), place);
            if (keys.isEmpty()) {
                return false;
            }
            return !note.verify(keys).isEmpty();
        } catch (NoteException | IllegalArgumentException e) {
            throw new BundleFaultException(
                    BundleFault.VOUCHER,
                    place,
                    "a note signed by " + manifest.origin().exportsKeyName(),
                    String.valueOf(e.getMessage()));
        }
    }
}
