package larder.domain.port;

/** A row stands in the database that breaks a rule of the domain, so it is neither a value nor absent. */
public final class UnreadableRow extends RuntimeException {
    public UnreadableRow(String message, Throwable cause) {
        super(message, cause);
    }
}
