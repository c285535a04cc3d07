package larder.domain.session;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a client is, as far as its requests are counted: an IPv4 address, or the first 64 bits of an IPv6 one, since whoever has
 * one of those has all that begin so.
 */
public record ClientAddress(String value) {
    private static final int NETWORK_BYTES = 8;

    /** Reads what a socket says of its peer; brackets and the name of a network interface are left out. */
    public static ClientAddress of(String address) {
        String literal = address.replaceAll("[\\[\\]]|%.*", "");
        try {
            return of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException _) {
            // No address of the internet, as of a socket in the file system: those who have none count as one.
            return new ClientAddress("unknown");
        }
    }

    private static ClientAddress of(InetAddress address) {
        return new ClientAddress(
                address instanceof Inet4Address
                        ? address.getHostAddress()
                        : HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64");
    }

    @Override
    public String toString() {
        return value;
    }
}
