package larder.domain.port;

/**
 * The database is there, or not yet known not to be, and is not ready for this release: it is being migrated, or cannot be. Others
 * may use it as it is, and change it.
 */
public final class RepositoryNotReady extends RepositoryUnavailable {
    public RepositoryNotReady(String message, Throwable cause) {
        super(message, cause);
    }
}
