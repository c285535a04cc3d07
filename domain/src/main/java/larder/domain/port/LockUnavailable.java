package larder.domain.port;

/** The lock service could not be asked, or did not answer within its bound. */
public final class LockUnavailable extends RuntimeException {
    public LockUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
