package io.certtrail.evidence.check;

import io.certtrail.ledger.checkpoint.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the export key says of a bundle: whose key seals it. So whoever trusts the log's keys need not trust a
 * certificate that somebody made for himself. Four lines: what this is, the log, the SHA-256 of the CSV, the SHA-256 of
 * the seal's public key (SubjectPublicKeyInfo), both in hex; in a zip a fifth one, the SHA-256 of {@code README.txt}, which
 * no seal covers there. Where time stamps were made, a last line {@code stamped}: a stamp is not signed by whoever it was
 * made for, so without that promise it could be taken out.
 */
public final class Voucher {
    private static final String KIND = "certtrail-bundle/1";
    private static final String STAMPED = "stamped\n";

    private Voucher() {}

    /**
     * The text of the signed note {@code seal.note}.
     *
     * @param readmeSha256 null in a PDF
     * @param isStamped whether time stamps are made of all that can have one: manifest, its signature, and the seal of a PDF
     */
    public static String text(
            Origin origin, String csvSha256, String sealKey, @Nullable String readmeSha256, boolean isStamped) {
        String text = "%s\n%s\n%s\n%s\n".formatted(KIND, origin.text(), csvSha256, sealKey);
        String readme = readmeSha256 == null ? "" : readmeSha256 + "\n";
        return text + readme + (isStamped ? STAMPED : "");
    }
}
