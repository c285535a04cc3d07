package larder.domain.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the database itself records of its changes, in the transaction that makes each: by the application, by hand, by a
 * migration.
 *
 * <ul>
 *   <li>A change of a row that something cached may depend on MUST be in the log from the moment at which it is committed until
 *       it was taken. A change that is rolled back MUST NOT be.
 *   <li>No change MUST be passed over because another that began later was committed earlier.
 *   <li>Every method MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too busy
 *       or too slow, and MUST do so within a bound. As long as it is not known to be away, and is not ready for this release
 *       either, that MUST be a {@link RepositoryNotReady}: nobody here can tell what changes meanwhile.
 * </ul>
 */
public interface ChangeLog {
    /**
     * Takes changes that nobody else is taking: hands them to {@code apply}, and forgets them when that has returned. When it
     * throws, when the process dies or the database is lost, they MUST stay, to be taken again; so a change may be applied more
     * than once. MUST NOT wait for changes that another is taking.
     *
     * @param most how many at once, 1 to 10,000
     * @return how many were applied
     */
    int take(int most, Consumer<List<Change>> apply);

    /** What is in the log now, taken by somebody or not. Asks cheaply: many times a second, by each process. */
    Backlog backlog();

    /**
     * Makes a change of no consequence and looks whether it was recorded, and whether every table is still watched; unless
     * somebody did within the last second, and found nothing wrong.
     *
     * @return empty when changes are recorded; else a sentence for an operator that says which are not
     */
    Optional<String> deafness();

    /**
     * The changes that wait. They are numbered in the order in which they were made, which is not the order in which they are
     * committed: one with a lower number may appear later.
     *
     * @param oldest the lowest number; empty when there are none
     * @param newest the highest number; empty when there are none
     * @param age how long ago, by the database's clock, the oldest was made; zero when there are none
     */
    record Backlog(OptionalLong oldest, OptionalLong newest, Duration age) {
        /** Nothing waits. */
        public static final Backlog NONE = new Backlog(OptionalLong.empty(), OptionalLong.empty(), Duration.ZERO);

        public boolean isEmpty() {
            return oldest.isEmpty();
        }
    }
}
