package larder.domain.session;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What its holder shows to be taken for an account: the account's name, a dot, and 256 random bits. Only the server makes one.
 * Its text never shows it.
 */
public final class SessionToken {
    private static final int RANDOM_BYTES = 32;
    private static final int LONGEST = 32 + 1 + 43;
    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,32}\\.[A-Za-z0-9_-]{43}");

    private final String secret;

    private SessionToken(String secret) {
        this.secret = secret;
    }

    /**
     * A token that there never was.
     *
     * @param random must be a cryptographic one: who can foresee it can log in
     */
    public static SessionToken next(AccountName account, RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new SessionToken(
                account + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for what cannot be a token. */
    public static Optional<SessionToken> parse(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches()
                ? Optional.of(new SessionToken(text))
                : Optional.empty();
    }

    /** The token itself, for its holder and nobody else. */
    public String reveal() {
        return secret;
    }

    public AccountName account() {
        return new AccountName(secret.substring(0, secret.indexOf('.')));
    }

    /** Under which it is stored. */
    public SessionId id() {
        return new SessionId(account(), Sha256.of(secret));
    }

    @Override
    public String toString() {
        return "SessionToken[***]";
    }
}
