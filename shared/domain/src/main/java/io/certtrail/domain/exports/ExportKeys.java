package io.certtrail.domain.exports;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.export.ManifestMac;

/** What seals exports. Safe for use by many threads. */
public interface ExportKeys {
    /** Signs the manifests of a log's exports: its name is {@link Origin#exportsKeyName}. */
    NoteSigner signer(Origin origin);

    /** Authenticates manifests to the deployment. */
    ManifestMac mac();
}
