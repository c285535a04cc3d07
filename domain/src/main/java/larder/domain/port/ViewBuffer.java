package larder.domain.port;

import java.util.Collection;
import java.util.List;
import larder.domain.catalogue.View;

/**
 * Where views wait until they are counted in the database. It is shared by all processes and outlives them.
 *
 * <ul>
 *   <li>A view that was {@link Appended#TAKEN} MUST be among those that wait until it is removed, whatever becomes of the process
 *       that appended it.
 *   <li>One that is {@link Appended#FULL} or {@link Appended#REFUSED} MUST NOT be among them, then or later.
 *   <li>There MUST never be more of them than the buffer's bound, whoever appends at the same time.
 *   <li>Every method MUST throw {@link ViewBufferUnavailable} when the buffer does not answer, and MUST do so within a bound; an
 *       append that ends so may have been taken, or may still be.
 * </ul>
 */
public interface ViewBuffer {
    Appended append(View view);

    /**
     * The views that have waited longest, in the order of their appends. It MUST NOT leave out one that has waited longer than
     * another that it answers, and MUST answer the same again until they are removed, to every process: who counts them goes
     * by their epochs and marks.
     *
     * @param most 1 to 1,000
     */
    Backlog oldest(int most);

    /** Removes entries for good. Those that are not there any more are no error. */
    void remove(Collection<BufferedView> counted);

    /**
     * Moves entries to where an operator can look at them, and where the oldest make room for later ones. Those that are not
     * there any more are no error.
     */
    void setAside(Collection<BufferedView> uncountable);

    /** What became of an append. */
    enum Appended {
        /** It waits, and will be counted. */
        TAKEN,
        /** Too many wait. */
        FULL,
        /** The buffer was not reached, or said no. */
        REFUSED
    }

    /**
     * What waits.
     *
     * @param length how many there are in all
     */
    record Backlog(long length, List<BufferedView> oldest) {
        /** Nothing waits. */
        public static final Backlog NONE = new Backlog(0, List.of());

        public Backlog {
            oldest = List.copyOf(oldest);
        }
    }
}
