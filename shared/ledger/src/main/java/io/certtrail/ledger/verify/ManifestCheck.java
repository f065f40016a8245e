package io.certtrail.ledger.verify;

import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.export.FormatException;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.export.RowChain;
import io.certtrail.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the manifest and checks what can be checked of it alone. */
final class ManifestCheck {
    private static final int START = Manifest.LINE_START.getBytes(StandardCharsets.US_ASCII).length;

    private ManifestCheck() {}

    /** The manifest of its line, agreeing with itself. */
    static Manifest read(Lines.Line line) {
        Place place = Place.export(line.number());
        byte[] bytes = line.bytes().array();
        byte[] json = Arrays.copyOfRange(bytes, START, bytes.length);
        Manifest manifest = FaultException.read(Fault.MANIFEST_MALFORMED, place, () -> Manifest.parse(json));
        Hash genesis = RowChain.genesis(manifest.origin());
        FaultException.requireEqual(Fault.GENESIS, place.at("/genesis"), genesis, manifest.genesis());
        FormatException shortcut = manifest.range().shortcut(manifest.filter());
        if (shortcut != null) {
            throw new FaultException(
                    Fault.RANGE_TOO_SHORT, place.at("/" + shortcut.part()), shortcut.expected(), shortcut.found());
        }
        return manifest;
    }

    /** Checks the HMAC, if there is a secret to check it with. */
    static void authenticate(Manifest manifest, @Nullable ManifestMac mac, Place place) {
        if (mac != null) {
            FaultException.requireEqual(Fault.HMAC, place.at("/hmac"), mac.of(manifest), manifest.hmac());
        }
    }

    /** Whether it could be told that the export key has signed it: there was a key of that name. */
    static boolean isSigned(Manifest manifest, TrustedKeys keys, Place place) {
        List<VerifierKey> exportKeys = keys.named(manifest.origin().exportsKeyName());
        if (exportKeys.isEmpty()) {
            return false;
        }
        VerifierKey key = exportKeys.stream()
                .filter(k -> k.keyId().equals(manifest.keyId()))
                .findFirst()
                .orElseThrow(() -> new FaultException(
                        Fault.EXPORT_KEY, place.at("/keyId"), Keys.shown(exportKeys), manifest.keyId()));
        FaultException.require(
                manifest.isSignedBy(key),
                Fault.EXPORT_SIGNATURE,
                place.at("/signature"),
                "a signature of " + Keys.shown(List.of(key)) + " over this manifest",
                manifest.signature());
        return true;
    }
}
