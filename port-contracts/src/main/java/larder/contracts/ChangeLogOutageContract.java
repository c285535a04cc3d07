package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import larder.domain.port.ChangeLog;
import larder.domain.port.RepositoryUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every {@link ChangeLog} must do while its database is refused, cut off, too busy or too slow. */
public abstract class ChangeLogOutageContract {
    /** What is tested: a log whose database does not answer, for one reason or another. */
    protected abstract ChangeLog outOfOrder();

    /** Within which time a call must end. */
    protected abstract Duration bound();

    @Test
    void take_is_unavailable_and_applies_nothing() {
        assertUnavailable(() -> outOfOrder().take(1, changes -> {
            throw new AssertionError("applied: " + changes);
        }));
    }

    @Test
    void backlog_is_unavailable_and_not_empty() {
        assertUnavailable(() -> outOfOrder().backlog());
    }

    @Test
    void deafness_is_unavailable_and_not_a_sentence() {
        assertUnavailable(() -> outOfOrder().deafness());
    }

    private void assertUnavailable(Executable call) {
        RepositoryUnavailable said = assertTimeoutPreemptively(
                bound(), () -> assertThrows(RepositoryUnavailable.class, call), "a call must end within its bound");
        assertNotNull(said.getCause(), "the cause is kept");
    }
}
