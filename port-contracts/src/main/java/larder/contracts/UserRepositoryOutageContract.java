package larder.contracts;

import static larder.contracts.UserRepositoryContract.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.user.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every {@link UserRepository} must do while its database is refused, cut off, too busy or too slow. */
public abstract class UserRepositoryOutageContract {
    private static final UserId ARUN = new UserId(101);

    /** What is tested: a repository whose database does not answer, for one reason or another. */
    protected abstract UserRepository outOfOrder();

    /** Within which time a call must end. */
    protected abstract Duration bound();

    @Test
    void find_isUnavailableAndNotEmpty() {
        assertUnavailable(() -> outOfOrder().find(ARUN));
    }

    @Test
    void findAll_isUnavailableAndNotEmpty() {
        assertUnavailable(() -> outOfOrder().findAll(List.of(ARUN)));
    }

    @Test
    void findAll_answersEmptyForNoIdsWithoutAQuery() {
        assertEquals(Map.of(), outOfOrder().findAll(List.of()));
    }

    @Test
    void nextId_isUnavailable() {
        assertUnavailable(() -> outOfOrder().nextId());
    }

    @Test
    void add_isUnavailable() {
        assertUnavailable(() -> outOfOrder().add(user(101, "Arun")));
    }

    @Test
    void change_isUnavailableAndNotEmpty() {
        assertUnavailable(() -> outOfOrder().change(ARUN, old -> old));
    }

    @Test
    void remove_isUnavailableAndNotNoSuchUser() {
        assertUnavailable(() -> outOfOrder().remove(ARUN));
    }

    private void assertUnavailable(Executable call) {
        RepositoryUnavailable said = assertTimeoutPreemptively(
                bound(), () -> assertThrows(RepositoryUnavailable.class, call), "a call must end within its bound");
        assertNotNull(said.getCause(), "the cause is kept");
    }
}
