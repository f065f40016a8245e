package io.certtrail.functions.export;

import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.keys.KeyReference;
import io.certtrail.aws.keys.KmsSealKey;
import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.SealKey;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.evidence.bundle.SealedBundles;
import io.certtrail.evidence.seal.Authorities;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What seals the bundles of a deployment; the key is asked for when the first one is made, then kept. */
final class Seals {
    private final Environment environment;
    private final AwsClients clients;
    private @Nullable Seal seal;

    private Seals(Environment environment, AwsClients clients) {
        this.environment = environment;
        this.clients = clients;
    }

    /** @param settings name the authorities of the tenants */
    static Bundles bundles(
            Environment environment, AwsClients clients, SettingsSource settings, RandomGenerator random) {
        Authorities authorities = Authorities.ofSettings(
                settings, environment.timeStampUrl().map(URI::create), environment.standsIn(), random);
        return new SealedBundles(new Seals(environment, clients)::seal, authorities);
    }

    private synchronized Seal seal() {
        Seal known = seal;
        if (known == null) {
            SealKey key = key();
            known = environment
                    .sealCertificates()
                    .map(certificates -> Seal.certified(key, certificates))
                    .orElseGet(() -> Seal.selfSigned(key, "CertTrail " + environment.logName()));
            seal = known;
        }
        return known;
    }

    private SealKey key() {
        String reference = environment.sealKey();
        return switch (KeyReference.parse(reference)) {
            case KeyReference.Kms(String arn) -> new KmsSealKey(clients.kms(), arn);
            case KeyReference.File(Path file) -> LocalSealKey.parse(read(file));
            case KeyReference.Secret secret ->
                throw new IllegalArgumentException("a seal's key is in a file or in KMS, found " + reference);
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("the seal's key can't be read from " + file, e);
        }
    }
}
