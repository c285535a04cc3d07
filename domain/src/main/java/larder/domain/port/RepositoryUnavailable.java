package larder.domain.port;

/**
 * The database could not be asked, or did not answer within its bound, or its answer to a commit was lost. A write that
 * ends so may have happened.
 */
public sealed class RepositoryUnavailable extends RuntimeException permits RepositoryNotReady {
    public RepositoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
