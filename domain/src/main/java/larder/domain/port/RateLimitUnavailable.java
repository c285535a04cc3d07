package larder.domain.port;

/** The rate limit could not be asked, or did not answer within its bound. One may have been taken. */
public final class RateLimitUnavailable extends RuntimeException {
    public RateLimitUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
