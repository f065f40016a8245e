package io.certtrail.aws.keys;

import io.certtrail.aws.config.AwsClients;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.NoteSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keys and secrets by their references ({@link KeyReference}). Safe for use by many threads. */
public final class Keys {
    /** The least a secret has: as much as the HMAC that is made with it gives. */
    private static final int MIN_SECRET = 32;

    private final AwsClients clients;

    public Keys(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Signers with one key under as many names as are asked for, each made once.
     *
     * @param reference {@code file:} of a seed in hex, or {@code kms:}
     */
    public Function<String, NoteSigner> signers(String reference) {
        Map<String, NoteSigner> made = new ConcurrentHashMap<>();
        return name -> made.computeIfAbsent(name, wanted -> signer(reference, wanted));
    }

    /** The same with several keys: the signers of a name, one of each key, in their order. */
    public Function<String, List<NoteSigner>> signers(List<String> references) {
        List<Function<String, NoteSigner>> each =
                references.stream().map(this::signers).toList();
        return name -> each.stream().map(signers -> signers.apply(name)).toList();
    }

    /**
     * The signer of that name.
     *
     * @throws IllegalArgumentException if the reference is not that of a signing key
     */
    public NoteSigner signer(String reference, String name) {
        return switch (KeyReference.parse(reference)) {
            case KeyReference.File(Path path) -> Ed25519Signer.of(name, hex(path));
            case KeyReference.Kms(String arn) -> KmsSigner.of(name, arn, clients.kms());
            case KeyReference.Secret(String arn) ->
                throw new IllegalArgumentException("a signing key is in a file or in KMS, found secret " + arn);
        };
    }

    /**
     * A secret's bytes: of a file, which holds them in hex; or of Secrets Manager, in hex or in binary.
     *
     * @throws IllegalArgumentException if the reference is not that of a secret, or it has less than 32 bytes
     */
    public byte[] secret(String reference) {
        byte[] secret = switch (KeyReference.parse(reference)) {
            case KeyReference.File(Path path) -> hex(path);
            case KeyReference.Secret(String arn) -> secretOf(arn);
            case KeyReference.Kms(String arn) ->
                throw new IllegalArgumentException("a secret is in a file or in Secrets Manager, found KMS key " + arn);
        };
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException("the secret at %s has %d bytes, expected at least %d"
                    .formatted(reference, secret.length, MIN_SECRET));
        }
        return secret;
    }

    private byte[] secretOf(String arn) {
        var value = clients.secrets().getSecretValue(request -> request.secretId(arn));
        return value.secretBinary() == null
                ? parse(value.secretString(), arn)
                : value.secretBinary().asByteArray();
    }

    private static byte[] hex(Path path) {
        try {
            return parse(Files.readString(path, StandardCharsets.US_ASCII), path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the key file %s can't be read".formatted(path), e);
        }
    }

    /** What is wrong is told without a digit of the secret. */
    private static byte[] parse(String hex, String place) {
        try {
            return HexFormat.of().parseHex(hex.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: expected hex digits".formatted(place));
        }
    }
}
