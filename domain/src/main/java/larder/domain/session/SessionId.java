package larder.domain.session;

/**
 * A session as it is stored: nobody can use it to log in.
 *
 * @param account whose it is
 * @param digest SHA-256 of the token, in 64 hexadecimal digits
 */
public record SessionId(AccountName account, String digest) {}
