package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import larder.application.readthrough.Answer;
import larder.application.user.Users;
import larder.application.user.Users.Registration;
import larder.contracts.FailingUserRepository;
import larder.contracts.FailingUserRepository.Order;
import larder.contracts.Fleet;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.UserRepository.Removed;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The use cases of users, over the adapters in memory. */
final class UsersTest {
    private static final EmailAddress EMAIL = new EmailAddress("arun@example.com");
    private static final User ARUN = new User(new UserId(101), new UserName("Arun"), EMAIL);

    private final UserRepository kept = InMemory.users();
    private final FailingUserRepository repository = new FailingUserRepository(kept);
    private final Fleet fleet = new Fleet(
            _ -> InMemory.cache(new InMemoryConfig(1 << 20), System::nanoTime),
            _ -> InMemory.loadLock(System::nanoTime));
    private final Users users = new Users(repository, fleet.users(0, repository));

    @AfterEach
    void nothing_goes_on() {
        fleet.close();
    }

    @Test
    void a_user_that_was_registered_is_found_and_then_found_in_the_cache() {
        assertEquals(new Registration.Registered(ARUN), users.register(ARUN));
        assertEquals(Optional.of(ARUN), found(ARUN.id()));
        int asked = repository.asked();
        assertEquals(Optional.of(ARUN), found(ARUN.id()));
        assertEquals(asked, repository.asked());
    }

    @Test
    void a_registration_under_an_id_that_is_taken_changes_nothing() {
        users.register(ARUN);
        User other = new User(ARUN.id(), new UserName("Other"), EMAIL);
        assertEquals(new Registration.IdTaken(ARUN.id()), users.register(other));
        assertEquals(Optional.of(ARUN), found(ARUN.id()));
    }

    @Test
    void a_registration_without_an_id_gets_one_of_its_own() {
        users.register(ARUN);
        User first = registered(users.register(new UserName("First"), EMAIL));
        User second = registered(users.register(new UserName("Second"), EMAIL));
        assertEquals(
                3,
                List.of(ARUN.id(), first.id(), second.id()).stream().distinct().count());
        assertEquals(Optional.of(second), found(second.id()));
    }

    @Test
    void a_change_is_found_afterwards() {
        users.register(ARUN);
        found(ARUN.id());
        User changed = new User(ARUN.id(), new UserName("Arun Kumar"), new EmailAddress("kumar@example.com"));
        assertEquals(Optional.of(changed), users.change(changed.id(), changed.name(), changed.email()));
        assertEquals(Optional.of(changed), found(ARUN.id()));
    }

    @Test
    void a_change_of_nobody_is_empty() {
        assertEquals(Optional.empty(), users.change(ARUN.id(), ARUN.name(), EMAIL));
        assertEquals(Optional.empty(), found(ARUN.id()));
    }

    @Test
    void a_user_that_was_removed_is_absent() {
        users.register(ARUN);
        found(ARUN.id());
        assertEquals(Removed.REMOVED, users.remove(ARUN.id()));
        assertEquals(Removed.NO_SUCH_USER, users.remove(ARUN.id()));
        assertEquals(Optional.empty(), found(ARUN.id()));
    }

    @Test
    void several_users_are_found_in_the_order_of_the_question() {
        users.register(ARUN);
        UserId nobody = new UserId(7);
        Map<UserId, Answer<User>> answers = users.findAll(List.of(nobody, ARUN.id()));
        assertEquals(List.of(nobody, ARUN.id()), List.copyOf(answers.keySet()));
        assertInstanceOf(Answer.Absent.class, answers.get(nobody));
        assertInstanceOf(Answer.Found.class, answers.get(ARUN.id()));
    }

    @Test
    void a_database_that_is_away_is_no_absence_and_no_success() {
        repository.turn(Order.REFUSING);
        assertThrows(RepositoryUnavailable.class, () -> users.find(ARUN.id()));
        assertThrows(RepositoryUnavailable.class, () -> users.findAll(List.of(ARUN.id())));
        assertThrows(RepositoryUnavailable.class, () -> users.register(ARUN));
        assertThrows(RepositoryUnavailable.class, () -> users.register(ARUN.name(), EMAIL));
        assertThrows(RepositoryUnavailable.class, () -> users.change(ARUN.id(), ARUN.name(), EMAIL));
        assertThrows(RepositoryUnavailable.class, () -> users.remove(ARUN.id()));
    }

    private Optional<User> found(UserId id) {
        return switch (users.find(id)) {
            case Answer.Found<User> answer -> Optional.of(answer.value());
            case Answer.Absent<User> _ -> Optional.empty();
        };
    }

    private static User registered(Registration registration) {
        return assertInstanceOf(Registration.Registered.class, registration).user();
    }
}
