package io.certtrail.evidence.bundle;

import io.certtrail.ledger.checkpoint.Origin;

/**
 * What the export key says of a bundle: whose key seals it. So whoever trusts the log's keys need not trust a
 * certificate that somebody made for himself. Four lines: what this is, the log, the SHA-256 of the CSV, the SHA-256 of
 * the seal's public key (SubjectPublicKeyInfo), both in hex.
 */
public final class Voucher {
    private static final String KIND = "certtrail-bundle/1";

    private Voucher() {}

    /** The text of the signed note {@code seal.note}. */
    public static String text(Origin origin, String csvSha256, String sealKey) {
        return "%s\n%s\n%s\n%s\n".formatted(KIND, origin.text(), csvSha256, sealKey);
    }
}
