package io.certtrail.aws.exports;

import io.certtrail.aws.keys.Keys;
import io.certtrail.domain.exports.ExportKeys;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.export.ManifestMac;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of exports by their references; read when they are first used, then kept. */
public final class ReferencedExportKeys implements ExportKeys {
    private final Keys keys;
    private final String secretReference;
    private final Function<String, NoteSigner> signers;
    private volatile @Nullable ManifestMac mac;

    /**
     * Keys of these references.
     *
     * @param signing of the key that signs exports
     * @param secret of the deployment's secret
     */
    public ReferencedExportKeys(Keys keys, String signing, String secret) {
        this.keys = keys;
        this.secretReference = secret;
        signers = keys.signers(signing);
    }

    @Override
    public NoteSigner signer(Origin origin) {
        return signers.apply(origin.exportsKeyName());
    }

    @Override
    public ManifestMac mac() {
        ManifestMac known = mac;
        if (known == null) {
            known = read();
            mac = known;
        }
        return known;
    }

    /** A manifest's secret is text: the digits that stand in the file which is given to {@code certtrail verify}. */
    private ManifestMac read() {
        String digits = HexFormat.of().formatHex(keys.secret(secretReference));
        return ManifestMac.of(digits.getBytes(StandardCharsets.US_ASCII));
    }
}
