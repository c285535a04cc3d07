package larder.coherence.history;

/**
 * Who did it, and by which way.
 *
 * @param client a client's number; what one client does, it does one after the other
 * @param process the number of the Larder process that was asked, or {@link #DATABASE}
 */
public record Origin(int client, int process) {
    /** In place of a process: SQL behind the application's back. */
    public static final int DATABASE = -1;

    public boolean direct() {
        return process == DATABASE;
    }

    @Override
    public String toString() {
        return "client " + client + (direct() ? ", SQL" : ", process " + (process + 1));
    }
}
