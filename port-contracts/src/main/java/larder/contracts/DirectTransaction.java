package larder.contracts;

/** Somebody's changes of the tables, by SQL that every database understands. */
public interface DirectTransaction {
    DirectTransaction execute(String sql);

    /** Commits, and ends the connection. */
    void commit();

    /** Undoes all, and ends the connection. */
    void rollBack();
}
