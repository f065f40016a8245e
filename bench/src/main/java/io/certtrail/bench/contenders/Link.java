package io.certtrail.bench.contenders;

import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The link of a chain row by row: SHA-256 of the hash before and the body. */
final class Link {
    /** Before the first row. */
    static final Hash GENESIS = Hash.of(new byte[Hash.SIZE]);

    private Link() {}

    static Hash hash(Hash previous, String body) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(previous.bytes());
        return Hash.of(sha256.digest(body.getBytes(StandardCharsets.UTF_8)));
    }
}
