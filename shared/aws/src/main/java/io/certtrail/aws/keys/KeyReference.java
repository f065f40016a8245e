package io.certtrail.aws.keys;

import java.nio.file.Path;

/** Where a key or a secret is, and never the thing itself. */
public sealed interface KeyReference {
    /** A file that only its owner may read. */
    record File(Path path) implements KeyReference {}

    /** A signing key of KMS ({@code ECC_NIST_EDWARDS25519}; for seals {@code ECC_NIST_P256}), which never leaves it. */
    record Kms(String arn) implements KeyReference {}

    /** A secret of Secrets Manager. */
    record Secret(String arn) implements KeyReference {}

    /**
     * Reads {@code file:/path}, {@code kms:<arn>} or {@code secretsmanager:<arn>}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static KeyReference parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        String place = text.substring(colon + 1);
        return switch (kind) {
            case "file" -> new File(Path.of(place));
            case "kms" -> new Kms(place);
            case "secretsmanager" -> new Secret(place);
            default ->
                throw new IllegalArgumentException(
                        "a key is file:/path, kms:<arn> or secretsmanager:<arn>, found %s".formatted(text));
        };
    }
}
