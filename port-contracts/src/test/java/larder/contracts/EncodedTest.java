package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import larder.domain.port.Encoded;
import org.junit.jupiter.api.Test;

/** The digest of what is stored and sent. */
final class EncodedTest {
    private static Encoded encoded(String text) {
        return new Encoded("text/1", text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void the_digest_is_sha_256_in_base64url() {
        // FIPS 180-2, appendix B.1.
        assertEquals(
                "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0", encoded("abc").digest());
    }

    @Test
    void other_bytes_have_another_digest_and_the_same_bytes_the_same() {
        assertNotEquals(encoded("abc").digest(), encoded("abd").digest());
        assertEquals(encoded("abc").digest(), encoded("abc").digest());
    }

    @Test
    void it_is_computed_once() {
        Encoded abc = encoded("abc");
        assertSame(abc.digest(), abc.digest());
    }
}
