package larder.domain.port;

/** The session store could not be asked, or did not answer within its bound. A change that ends so may have happened. */
public final class SessionStoreUnavailable extends RuntimeException {
    public SessionStoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
