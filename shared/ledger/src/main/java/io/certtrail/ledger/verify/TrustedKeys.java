package io.certtrail.ledger.verify;

import io.certtrail.ledger.checkpoint.VerifierKey;
import java.util.List;

/** The keys that the one who verifies trusts: got from the log's owner, never from the file that is to be verified. */
public record TrustedKeys(List<VerifierKey> keys) {
    public static final TrustedKeys NONE = new TrustedKeys(List.of());

    public TrustedKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads verifier keys (C2SP signed-note), one a line; empty lines are skipped.
     *
     * @throws IllegalArgumentException naming the first line that is none
     */
    public static TrustedKeys parse(String text) {
        return new TrustedKeys(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(VerifierKey::parse)
                .toList());
    }

    /** Those of that name. */
    public List<VerifierKey> named(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).toList();
    }
}
