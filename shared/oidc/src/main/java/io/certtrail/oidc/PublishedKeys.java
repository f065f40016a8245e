package io.certtrail.oidc;

import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a provider's keys where it publishes them. */
final class PublishedKeys {
    private final Documents documents;

    PublishedKeys(Documents documents) {
        this.documents = documents;
    }

    /**
     * The keys as they are published now.
     *
     * @param jwksUri where, or null to ask the issuer's metadata (OpenID Connect Discovery §4)
     * @throws IOException if they can't be had
     */
    List<ProviderKey> read(String issuer, @Nullable URI jwksUri) throws IOException {
        return KeySetReader.read(documents.get(jwksUri == null ? discover(issuer) : jwksUri));
    }

    private URI discover(String issuer) throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI place = uri(base + "/.well-known/openid-configuration");
        Json.Obj metadata = KeySetReader.object(documents.get(place));
        if (!Json.of(issuer).equals(metadata.get("issuer"))) {
            throw new IOException("the metadata at " + place + " is another issuer's");
        }
        if (!(metadata.get("jwks_uri") instanceof Json.Str(String keys))) {
            throw new IOException("the metadata at " + place + " names no jwks_uri");
        }
        return uri(keys);
    }

    private static URI uri(String text) throws IOException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IOException("expected an address, found " + e.getMessage(), e);
        }
    }
}
