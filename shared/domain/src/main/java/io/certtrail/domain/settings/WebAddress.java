package io.certtrail.domain.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses of the web that this deployment is told to call: names, or numbers of the public internet. */
final class WebAddress {
    static final String PHRASE =
            "an address of the public internet that begins with https://, of at most 500 characters";
    static final String PLAIN_PHRASE =
            "an address of the public internet that begins with http:// or https://, of at most 500 characters";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> WEB = Set.of("http", "https");

    private WebAddress() {}

    /** With TLS, and without a user and a fragment; at the default port or another. */
    static boolean isOne(String text, boolean loopback) {
        return isOne(text, loopback, Set.of("https"));
    }

    /** As {@link #isOne(String, boolean)}, and without TLS too: for what proves itself otherwise. */
    static boolean isPlainOne(String text, boolean loopback) {
        return isOne(text, loopback, WEB);
    }

    private static boolean isOne(String text, boolean loopback, Set<String> schemes) {
        if (text.length() > SettingType.Url.LONGEST) {
            return false;
        }
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                return false;
            }
            return LOOPBACK.contains(host)
                    ? loopback && WEB.contains(uri.getScheme())
                    : schemes.contains(uri.getScheme()) && !PublicAddress.isOther(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
