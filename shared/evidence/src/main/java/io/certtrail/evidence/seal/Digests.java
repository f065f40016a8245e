package io.certtrail.evidence.seal;

import io.certtrail.ledger.merkle.Sha256;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;

/** SHA-256 of the JDK for Bouncy Castle, whose own is ten times slower. */
final class Digests {
    static final DigestCalculatorProvider PROVIDER = Digests::calculator;

    private Digests() {}

    private static DigestCalculator calculator(AlgorithmIdentifier algorithm) throws OperatorCreationException {
        if (!algorithm.getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)) {
            throw new OperatorCreationException("expected SHA-256, found " + algorithm.getAlgorithm());
        }
        DigestOutputStream hashed = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
        return new DigestCalculator() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return algorithm;
            }

            @Override
            public OutputStream getOutputStream() {
                return hashed;
            }

            @Override
            public byte[] getDigest() {
                return hashed.getMessageDigest().digest();
            }
        };
    }
}
