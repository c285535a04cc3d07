package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import larder.contracts.FakeTicker;
import larder.contracts.SessionStoreContract;
import larder.domain.port.SessionStore;
import larder.domain.session.AccountName;
import larder.domain.session.SecurityStamp;
import larder.domain.session.SessionId;
import larder.domain.session.SessionLifetime;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.Test;

final class InMemorySessionStoreTest extends SessionStoreContract {
    private final FakeTicker ticker = new FakeTicker();
    private final SessionStore store = InMemory.sessions(ticker);

    @Override
    protected SessionStore store() {
        return store;
    }

    @Override
    protected SessionStore otherProcess() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        ticker.advance(time);
    }

    /** They have no place in common. */
    @Override
    protected void clearCache() {}

    @Test
    void when_there_is_no_room_the_one_that_was_not_used_for_longest_ends() {
        SessionStore small = new InMemorySessionStore(3, ticker);
        List<SessionId> ids = IntStream.range(0, 4)
                .mapToObj(_ -> SessionToken.next(new AccountName("admin"), new SecureRandom())
                        .id())
                .toList();
        ids.subList(0, 3).forEach(id -> create(small, id));
        small.touch(ids.getFirst());

        create(small, ids.getLast());

        assertTrue(small.touch(ids.get(1)).isEmpty());
        assertEquals(3, ids.stream().filter(id -> small.touch(id).isPresent()).count());
    }

    private static void create(SessionStore store, SessionId id) {
        store.create(id, new SecurityStamp("s"), SessionLifetime.USUAL);
    }
}
