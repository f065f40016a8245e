package io.certtrail.evidence.seal;

import io.certtrail.domain.settings.PublicAddress;
import java.io.IOException;
import java.net.InetAddress;

/** Where the host of an address is. */
@FunctionalInterface
interface Places {
    /**
     * The place that is called; nothing else is, however often the name is looked up.
     *
     * @throws IOException if the name leads nowhere, or to where nothing may be called
     */
    InetAddress of(String host) throws IOException;

    /** On the public internet: with all its addresses, so that no choice among them leads elsewhere. */
    static InetAddress onTheInternet(String host) throws IOException {
        InetAddress[] found = InetAddress.getAllByName(host);
        for (InetAddress address : found) {
            if (!PublicAddress.isOne(address)) {
                throw new IOException(
                        "%s is at %s, which is not of the public internet: a tenant's setting can't name it"
                                .formatted(host, address.getHostAddress()));
            }
        }
        return found[0];
    }
}
