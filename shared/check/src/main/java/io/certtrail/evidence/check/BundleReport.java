package io.certtrail.evidence.check;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the check of a bundle has shown. The CSV and the proof are to be verified next: nothing here says that the rows are
 * genuine.
 *
 * @param isPdf or else a zip
 * @param stem what the names of the files inside begin with
 * @param table the CSV, taken out
 * @param proof the proof file, taken out
 * @param stamp empty if there is none
 * @param later what was added since; always empty for a zip
 */
public record BundleReport(
        boolean isPdf, String stem, Path table, Path proof, SealedBy seal, Optional<StampedBy> stamp, Later later) {

    /**
     * Who sealed it.
     *
     * @param subject whom the certificate names
     * @param keySha256 of the public key, in hex, as the cover shows it
     * @param isVouched whether a trusted export key says that this key seals this export
     * @param isPinned whether it leads to a certificate that was given
     */
    public record SealedBy(String subject, String keySha256, boolean isVouched, boolean isPinned) {}

    /**
     * What the time stamp shows.
     *
     * @param earliest when the manifest existed at the latest: the first of the stamps
     * @param isTrusted whether each of them leads to an authority that was given
     */
    public record StampedBy(Instant earliest, String authority, boolean isTrusted) {}

    /**
     * What was added after the seal, and changes nothing of what was sealed.
     *
     * @param signatures who signed after it
     * @param others what else there is, in words
     */
    public record Later(List<Signed> signatures, List<String> others) {
        public static final Later NOTHING = new Later(List.of(), List.of());

        public Later {
            signatures = List.copyOf(signatures);
            others = List.copyOf(others);
        }
    }

    /**
     * A signature that was added after the seal; whose certificate that is was not checked.
     *
     * @param field in which it stands
     * @param signer whom the certificate names
     * @param certificateSha256 of the certificate, in hex
     */
    public record Signed(String field, String signer, String certificateSha256) {}
}
