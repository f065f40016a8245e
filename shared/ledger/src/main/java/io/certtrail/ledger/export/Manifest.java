package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.VerifierKey;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.text.Base64Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last line of an export: what it is of, what it holds, and who answers for it.
 *
 * @param exportedAt to the millisecond
 * @param actor who asked for it
 * @param version of the program that made it
 * @param rootHash of the tree that the range is of
 * @param genesis what the row chain begins with
 * @param finalHash the last row's hash; the genesis if there is no row
 * @param csvSha256 of every byte before this line
 * @param keyId the export key's signed-note key hash, in hex
 * @param closed the attributes that are not shown; empty unless the export is redacted
 * @param hmac proves it to the deployment
 * @param signature proves it to anyone; Ed25519, base64
 */
public record Manifest(
        Origin origin,
        Instant exportedAt,
        String actor,
        String version,
        ExportFilter filter,
        long rows,
        ExportRange range,
        Hash rootHash,
        Hash genesis,
        Hash finalHash,
        Hash csvSha256,
        String keyId,
        List<Attribute> closed,
        Hash hmac,
        String signature) {
    /** What the last line begins with; no row does. */
    public static final String LINE_START = "#manifest,";

    /** How many bytes are signed at most: what a KMS takes. */
    public static final int MAX_SIGNED_BYTES = 4096;

    public Manifest {
        closed = List.copyOf(closed);
    }

    /**
     * Reads the JSON of a manifest line. Strict: only the canonical bytes that {@link #line()} would write pass.
     * Whether its values hold is not looked at.
     *
     * @throws FormatException if it is anything else
     */
    public static Manifest parse(byte[] json) {
        return ManifestJson.parse(json);
    }

    /** The line without its line end. */
    public String line() {
        return LINE_START + Jcs.text(toJson());
    }

    public Json.Obj toJson() {
        return ManifestJson.of(this);
    }

    /** What the HMAC is of: all but the HMAC and the signature. */
    public byte[] authenticatedBytes() {
        return without("hmac", "signature");
    }

    /** What is signed: all but the signature. */
    public byte[] signedBytes() {
        return without("signature");
    }

    /** Whether the signature is the key's. */
    public boolean isSignedBy(VerifierKey exportKey) {
        return exportKey.verify(signedBytes(), Base64Text.parse(signature));
    }

    private byte[] without(String... names) {
        Map<String, Json> members = new LinkedHashMap<>(toJson().members());
        members.keySet().removeAll(List.of(names));
        return Jcs.bytes(new Json.Obj(members));
    }

    /**
     * Refuses what would not fit into a signature: to be asked before an export is begun.
     *
     * @throws IllegalArgumentException if the filter or another text is too long
     */
    public static void requireSignable(Origin origin, String actor, String version, ExportFilter filter) {
        long most = Json.MAX_INTEGER;
        Hash any = MerkleTree.EMPTY_ROOT;
        new Manifest(
                        origin,
                        LedgerTime.parse("9999-12-31T23:59:59.999Z"),
                        actor,
                        version,
                        filter,
                        most,
                        new ExportRange(most, most - 1, most),
                        any,
                        any,
                        any,
                        any,
                        "00000000",
                        Attribute.ALL,
                        any,
                        "")
                .requireSignable();
    }

    private void requireSignable() {
        int length = signedBytes().length;
        if (length > MAX_SIGNED_BYTES) {
            throw new IllegalArgumentException("a manifest has at most " + MAX_SIGNED_BYTES
                    + " bytes to sign, with this filter it has " + length + ": use a shorter filter");
        }
    }

    /** The same with its HMAC and its signature. */
    Manifest sealed(ManifestMac mac, NoteSigner exportKey) {
        Manifest authenticated = with(mac.of(this), signature);
        authenticated.requireSignable();
        return authenticated.with(authenticated.hmac, Base64Text.of(exportKey.sign(authenticated.signedBytes())));
    }

    private Manifest with(Hash newHmac, String newSignature) {
        return new Manifest(
                origin,
                exportedAt,
                actor,
                version,
                filter,
                rows,
                range,
                rootHash,
                genesis,
                finalHash,
                csvSha256,
                keyId,
                closed,
                newHmac,
                newSignature);
    }

    byte[] lineBytes() {
        return line().getBytes(StandardCharsets.UTF_8);
    }
}
