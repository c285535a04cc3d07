package larder.adapter.memcached;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Names that are given out once: 128 bits by chance, so that they need not be remembered, not even over a restart. */
final class Tokens {
    /** Stands where no token is. Nobody is ever given it. */
    static final String NONE = "0".repeat(32);

    private static final int BYTES = 16;

    private final RandomGenerator random = new SecureRandom();

    String next() {
        byte[] token = new byte[BYTES];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }
}
