package io.certtrail.local.data;

import io.certtrail.domain.access.TokenText;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.text.HexText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The keys and the first token of a data folder: made once, kept ever after. */
public final class Secrets {
    private static final int SECRET_BYTES = 32;

    private final DataFolder data;
    private final RandomGenerator random;

    /** @param random a cryptographic one */
    public Secrets(DataFolder data, RandomGenerator random) {
        this.data = data;
        this.random = random;
    }

    /** Makes what is missing, and writes the verifier keys beside it. */
    public void complete(Origin origin) throws IOException {
        PrivateFile.readOrCreate(data.secretKey(), this::hex);
        PrivateFile.readOrCreate(
                data.sealKey(),
                () -> LocalSealKey.pem(LocalSealKey.generate(new SecureRandom()))
                        .stripTrailing());
        List<String> keys = new ArrayList<>();
        keys.add(verifierKey(origin.text(), data.checkpointKey()));
        if (Files.exists(data.nextCheckpointKey())) {
            keys.add(verifierKey(origin.text(), data.nextCheckpointKey()));
        }
        keys.add(verifierKey(origin.exportsKeyName(), data.exportKey()));
        addVerifierKeys(keys);
        adminToken();
    }

    /** Adds keys to those that a verifier may need, at the end; what older ones signed stays verifiable. */
    public void addVerifierKeys(List<String> keys) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        if (Files.exists(data.verifierKeys())) {
            all.addAll(Files.readAllLines(data.verifierKeys()));
        }
        all.addAll(keys);
        PrivateFile.write(data.verifierKeys(), String.join("\n", all) + "\n");
    }

    /** The token that the first start makes for whoever has the folder. */
    public TokenText adminToken() {
        return new TokenText(PrivateFile.readOrCreate(
                data.adminToken(), () -> TokenText.fresh(random).value()));
    }

    private String verifierKey(String name, Path key) {
        byte[] seed = HexText.parse(PrivateFile.readOrCreate(key, this::hex));
        return Ed25519Signer.of(name, seed).verifierKey().text();
    }

    private String hex() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexText.of(bytes);
    }
}
