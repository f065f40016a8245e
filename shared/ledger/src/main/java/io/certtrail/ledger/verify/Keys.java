package io.certtrail.ledger.verify;

import io.certtrail.ledger.checkpoint.VerifierKey;
import java.util.List;
import java.util.stream.Collectors;

/** Keys in a message. */
final class Keys {
    private Keys() {}

    static String shown(List<VerifierKey> keys) {
        return keys.stream().map(key -> key.name() + " (" + key.keyId() + ")").collect(Collectors.joining(" or "));
    }
}
