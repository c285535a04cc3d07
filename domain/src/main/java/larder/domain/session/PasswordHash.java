package larder.domain.session;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import larder.domain.InvalidValue;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-512, as {@code $pbkdf2-sha512$i=210000$salt$key}, with a salt of 16 bytes and
 * a key of 32. Its iterations stand in it, so that they can rise. Its text shows nothing of it.
 */
public record PasswordHash(String encoded) {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;

    /** At most 9,999,999 iterations: a row that asks for more must not keep a processor for minutes. */
    private static final Pattern FORM =
            Pattern.compile("\\$pbkdf2-sha512\\$i=([1-9]\\d{0,6})\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    public PasswordHash {
        if (!FORM.matcher(encoded).matches()) {
            throw new InvalidValue("a password's hash is $pbkdf2-sha512$i=iterations$salt$key");
        }
    }

    /** With a new salt. Takes as long as so many iterations do. */
    public static PasswordHash of(Password password, int iterations, RandomGenerator random) {
        byte[] salt = bytes(SALT_BYTES, random);
        return encoded(iterations, salt, derived(password, iterations, salt));
    }

    /** One that no password is known for. To match against it takes as long as against any other; to make it takes no time. */
    public static PasswordHash ofNobody(int iterations, RandomGenerator random) {
        return encoded(iterations, bytes(SALT_BYTES, random), bytes(KEY_BYTES, random));
    }

    /** Takes as long as its iterations do, however much of the password is right. */
    public boolean matches(Password password) {
        Matcher parts = parts();
        byte[] salt = Base64.getDecoder().decode(parts.group(2));
        byte[] key = Base64.getDecoder().decode(parts.group(3));
        return MessageDigest.isEqual(key, derived(password, iterations(), salt));
    }

    public int iterations() {
        return Integer.parseInt(parts().group(1));
    }

    /** The same password with other iterations. The salt stays, and with it the {@link #stamp}: sessions go on. */
    public PasswordHash withIterations(int iterations, Password password) {
        byte[] salt = Base64.getDecoder().decode(parts().group(2));
        return encoded(iterations, salt, derived(password, iterations, salt));
    }

    /** Another one as soon as another password was set, were it the same text. */
    public SecurityStamp stamp() {
        return new SecurityStamp(Sha256.of(parts().group(2)));
    }

    @Override
    public String toString() {
        return "PasswordHash[***]";
    }

    private Matcher parts() {
        Matcher matcher = FORM.matcher(encoded);
        if (!matcher.matches()) {
            throw new IllegalStateException("was checked when it was made");
        }
        return matcher;
    }

    private static PasswordHash encoded(int iterations, byte[] salt, byte[] key) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$pbkdf2-sha512$i=" + iterations + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(key));
    }

    private static byte[] derived(Password password, int iterations, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(password.value().toCharArray(), salt, iterations, 8 * KEY_BYTES);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] bytes(int length, RandomGenerator random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
