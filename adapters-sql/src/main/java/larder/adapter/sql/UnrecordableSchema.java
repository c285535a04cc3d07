package larder.adapter.sql;

import java.io.Serial;

/** The database would change what is cached without a trace; its message is for an operator. */
final class UnrecordableSchema extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnrecordableSchema(String message) {
        super(message);
    }
}
