package io.certtrail.domain.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses of the web that this deployment is told to call. */
final class WebAddress {
    static final String PHRASE = "an address that begins with https://, of at most 500 characters";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private WebAddress() {}

    /** Without a user and a fragment; at the default port or another. */
    static boolean isOne(String text, boolean loopback) {
        if (text.length() > SettingType.Url.LONGEST) {
            return false;
        }
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                return false;
            }
            boolean here = LOOPBACK.contains(host);
            return here
                    ? loopback && Set.of("http", "https").contains(uri.getScheme())
                    : "https".equals(uri.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
