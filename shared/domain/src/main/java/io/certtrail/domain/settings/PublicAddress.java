package io.certtrail.domain.settings;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** Addresses that anybody may call, and so may a deployment because a tenant's setting tells it to. */
public final class PublicAddress {
    private record Network(int first, int bits) {
        boolean holds(int address) {
            return (address ^ first) >>> (Integer.SIZE - bits) == 0;
        }
    }

    /** Nobody's on the internet (RFC 6890), beside those that Java knows by name. */
    private static final List<Network> RESERVED = List.of(
            new Network(0, 8),
            new Network(0x64400000, 10), // 100.64.0.0, carriers' own
            new Network(0xc0000000, 24), // 192.0.0.0, protocols
            new Network(0xc0000200, 24), // 192.0.2.0, documentation
            new Network(0xc6120000, 15), // 198.18.0.0, benchmarks
            new Network(0xc6336400, 24), // 198.51.100.0, documentation
            new Network(0xcb007100, 24), // 203.0.113.0, documentation
            new Network(0xf0000000, 4));

    /** Global unicast of IPv6. */
    private static final Network GLOBAL = new Network(0x20000000, 3);

    /** Of it what is reserved, or carries an IPv4 address. */
    private static final List<Network> SPECIAL =
            List.of(new Network(0x20010000, 23), new Network(0x20010db8, 32), new Network(0x20020000, 16));

    private PublicAddress() {}

    /** Whether an address is of the public internet: not of this machine, a private network, or a cloud's metadata. */
    public static boolean isOne(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        int start = ByteBuffer.wrap(address.getAddress()).getInt();
        return address instanceof Inet4Address
                ? RESERVED.stream().noneMatch(network -> network.holds(start))
                : GLOBAL.holds(start) && SPECIAL.stream().noneMatch(network -> network.holds(start));
    }

    /** Whether a host, as it stands in an address of the web, is a number, and not a public one. Looks no name up. */
    static boolean isOther(String host) {
        boolean six = host.startsWith("[");
        if (!six && !Character.isDigit(host.charAt(host.length() - 1))) {
            return false;
        }
        try {
            return !isOne(InetAddress.ofLiteral(six ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
