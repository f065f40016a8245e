package io.certtrail.evidence.check;

import io.certtrail.ledger.verify.TrustedKeys;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the one who verifies trusts.
 *
 * @param keys the log's; they vouch for the key of the seal
 * @param seals certificates of the seal's key, or of an authority above it; empty if none were given
 * @param authorities of time stamps, or certificates above theirs; empty if none were given
 */
public record Trust(TrustedKeys keys, List<X509Certificate> seals, List<X509Certificate> authorities) {
    public Trust {
        seals = List.copyOf(seals);
        authorities = List.copyOf(authorities);
    }
}
