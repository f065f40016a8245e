package io.certtrail.domain.exports;

/** The key that seals bundles: ECDSA on P-256 (FIPS 186-5), which may never leave where it is. Thread-safe. */
public interface SealKey {
    /** The public key as SubjectPublicKeyInfo (RFC 5280 §4.1), DER. */
    byte[] publicKey();

    /**
     * Signs a digest.
     *
     * @param sha256 32 bytes
     * @return an Ecdsa-Sig-Value (RFC 3279 §2.2.3), DER
     */
    byte[] sign(byte[] sha256);
}
