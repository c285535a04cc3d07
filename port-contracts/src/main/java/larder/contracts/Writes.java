package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import larder.application.readthrough.Answer;
import larder.application.user.Users;
import larder.application.user.Users.Registration;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.UserRepository.Removed;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.Test;

/** Writes past the cache, and what readers see meanwhile and afterwards. */
interface Writes extends ReadThroughFixture {
    UserId ARUN = new UserId(101);
    EmailAddress EMAIL = new EmailAddress("arun@example.com");

    @Test
    default void R2_a_reader_during_a_write_cannot_store_the_old_value_for_longer_than_the_write() {
        ShelfUserRepository kept = new ShelfUserRepository();
        Users reader = users(0, kept);
        Users writer = users(1, kept);
        kept.add(user("old"));
        Gate beforeCommit = new Gate("before the commit");
        Gate afterCommit = new Gate("after the commit, before the answer");
        kept.holdNextChange(beforeCommit, afterCommit);
        try (Actor writing = new Actor("writing")) {
            Future<?> begun = writing.begins(() -> writer.change(ARUN, new UserName("new"), EMAIL));
            beforeCommit.awaitArrivals(1);
            assertEquals("old", name(reader));
            beforeCommit.open();
            afterCommit.awaitArrivals(1);
            assertEquals("old", name(reader), "nothing is invalidated before the write has returned");
            afterCommit.open();
            Actor.outcome(begun);
        }
        assertEquals("new", name(reader));
        assertEquals("new", name(writer));
    }

    @Test
    default void R2_a_registration_ends_a_known_absence() {
        ShelfUserRepository kept = new ShelfUserRepository();
        Users reader = users(0, kept);
        Users writer = users(1, kept);
        assertEquals(Peer.ABSENT, name(reader));
        assertEquals(new Registration.Registered(user("new")), writer.register(user("new")));
        assertEquals("new", name(reader));
    }

    @Test
    default void R2_a_removal_is_seen_by_the_next_reader() {
        ShelfUserRepository kept = new ShelfUserRepository();
        Users reader = users(0, kept);
        kept.add(user("old"));
        assertEquals("old", name(reader));
        assertEquals(Removed.REMOVED, users(1, kept).remove(ARUN));
        assertEquals(Peer.ABSENT, name(reader));
    }

    @Test
    default void R2_a_write_whose_answer_was_lost_is_invalidated_as_one_that_happened() {
        ShelfUserRepository kept = new ShelfUserRepository();
        FailingUserRepository cutOff = new FailingUserRepository(kept);
        Users reader = users(0, kept);
        Users writer = users(1, cutOff);
        kept.add(user("old"));
        assertEquals("old", name(reader));
        cutOff.turn(FailingUserRepository.Order.LOSING_ANSWERS);
        assertThrows(RepositoryUnavailable.class, () -> writer.change(ARUN, new UserName("new"), EMAIL));
        assertEquals("new", name(reader));
        assertThrows(RepositoryUnavailable.class, () -> writer.remove(ARUN));
        assertEquals(Peer.ABSENT, name(reader));
        assertThrows(RepositoryUnavailable.class, () -> writer.register(user("again")));
        assertEquals("again", name(reader));
    }

    @Test
    default void a_reader_that_asks_after_a_write_was_answered_finds_it_whoever_wrote_and_whoever_reads() {
        ShelfUserRepository kept = new ShelfUserRepository();
        List<Users> processes = List.of(users(0, kept), users(1, kept), users(2, kept));
        AtomicInteger acknowledged = new AtomicInteger();
        kept.add(user("0"));
        Crowd.together(12, caller -> {
            Users here = processes.get(caller % 3);
            for (int round = 1; round <= 50; round++) {
                if (caller == 0) {
                    here.change(ARUN, new UserName("" + round), EMAIL);
                    acknowledged.set(round);
                } else {
                    int before = acknowledged.get();
                    int seen = Integer.parseInt(name(here));
                    assertTrue(seen >= before, () -> "saw " + seen + " after " + before + " was acknowledged");
                }
            }
            return caller;
        });
    }

    private Users users(int process, UserRepository kept) {
        return new Users(kept, fleet().users(process, kept));
    }

    private static User user(String name) {
        return new User(ARUN, new UserName(name), EMAIL);
    }

    private static String name(Users users) {
        return switch (users.find(ARUN)) {
            case Answer.Found<User> found -> found.value().name().value();
            case Answer.Absent<User> _ -> Peer.ABSENT;
        };
    }
}
