package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import larder.domain.port.UserRepository;
import larder.domain.port.UserRepository.Added;
import larder.domain.port.UserRepository.Removed;
import larder.domain.port.Versioned;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link UserRepository} must do when one caller uses it at a time. The same under races is {@link
 * UserRepositoryRaceContract}, the same in an outage {@link UserRepositoryOutageContract}.
 */
public abstract class UserRepositoryContract {
    private static final UserId ARUN = new UserId(101);

    /** What is tested: the same object at each call within a test, and without users when the test begins. */
    protected abstract UserRepository repository();

    /** A second repository over the same users, as another process has one; the same one if there can be no second. */
    protected abstract UserRepository elsewhere();

    @Test
    void find_answersEmptyWhenThereIsNoSuchUser() {
        assertEquals(Optional.empty(), repository().find(ARUN));
    }

    @Test
    void find_seesWhatWasCommittedElsewhereBeforeItBegan() {
        assertEquals(Optional.empty(), repository().find(ARUN));
        elsewhere().add(user(101, "Arun"));
        assertEquals(Optional.of(user(101, "Arun")), repository().find(ARUN).map(Versioned::value));
        elsewhere().change(ARUN, old -> user(101, "Arun Kumar"));
        assertEquals(
                Optional.of(user(101, "Arun Kumar")), repository().find(ARUN).map(Versioned::value));
        elsewhere().remove(ARUN);
        assertEquals(Optional.empty(), repository().find(ARUN));
    }

    @Test
    void find_answersAVersionThatRisesWithEveryChangeHoweverItIsRead() {
        repository().add(user(101, "Arun"));
        long version = elsewhere().find(ARUN).orElseThrow().version();
        for (String name : List.of("Arun Kumar", "Arun")) {
            repository().change(ARUN, _ -> user(101, name));
            Versioned<User> changed = elsewhere().find(ARUN).orElseThrow();
            assertEquals(user(101, name), changed.value());
            assertTrue(changed.version() > version, changed::toString);
            assertEquals(Map.of(ARUN, changed), repository().findAll(List.of(ARUN)));
            version = changed.version();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arun", "ARUN", "Zoë", "Zoe\u0308", "O'Brien \"\\\" %_", "名前", "😀", "ﬁ", "a  b", "NULL"})
    void find_answersExactlyTheTextThatWasKept(String name) {
        repository().add(user(101, name));
        assertEquals(Optional.of(user(101, name)), elsewhere().find(ARUN).map(Versioned::value));
    }

    @Test
    void find_answersTheLongestTextsAndTheHighestId() {
        User longest = new User(
                new UserId(Integer.MAX_VALUE),
                new UserName("😀".repeat(UserName.LONGEST)),
                new EmailAddress("😀".repeat(EmailAddress.LONGEST - 2) + "@x"));
        assertEquals(Added.ADDED, repository().add(longest));
        assertEquals(Optional.of(longest), elsewhere().find(longest.id()).map(Versioned::value));
    }

    @Test
    void findAll_answersThoseOfTheIdsThatExist() {
        repository().add(user(101, "Arun"));
        repository().add(user(102, "Bea"));
        repository().add(user(103, "Cho"));
        List<UserId> asked = Stream.of(103, 101, 7, 101).map(UserId::new).toList();
        assertEquals(
                Map.of(ARUN, user(101, "Arun"), new UserId(103), user(103, "Cho")),
                Rows.values(repository().findAll(asked)));
    }

    @Test
    void findAll_answersEmptyForNoIds() {
        repository().add(user(101, "Arun"));
        assertEquals(Map.of(), repository().findAll(List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 1000})
    void findAll_answersAsManyAsAreAsked(int size) {
        IntStream.rangeClosed(1, 3).forEach(id -> repository().add(user(id, "User " + id)));
        List<UserId> asked =
                IntStream.rangeClosed(1, size).mapToObj(UserId::new).toList();
        assertEquals(Math.min(3, size), repository().findAll(asked).size());
    }

    @Test
    void findAll_seesWhatWasCommittedElsewhereBeforeItBegan() {
        assertEquals(Map.of(), repository().findAll(List.of(ARUN)));
        elsewhere().add(user(101, "Arun"));
        assertEquals(Map.of(ARUN, user(101, "Arun")), Rows.values(repository().findAll(List.of(ARUN))));
    }

    @Test
    void nextId_isNotAnsweredTwiceEvenWhenItsUserIsGone() {
        UserId first = repository().nextId();
        repository().add(user(first.value(), "Arun"));
        repository().remove(first);
        UserId second = repository().nextId();
        UserId third = elsewhere().nextId();
        assertEquals(3, Stream.of(first, second, third).distinct().count());
    }

    @Test
    void nextId_isNotTheIdOfAUserThatExists() {
        int next = repository().nextId().value();
        IntStream.rangeClosed(next + 1, next + 5).forEach(id -> elsewhere().add(user(id, "User " + id)));
        UserId answered = repository().nextId();
        assertEquals(Optional.empty(), repository().find(answered));
        assertEquals(Added.ADDED, repository().add(user(answered.value(), "New")));
    }

    @Test
    void nextId_saysSoWhenNoIdIsLeft() {
        repository().add(user(Integer.MAX_VALUE, "Last"));
        assertThrows(IllegalStateException.class, () -> repository().nextId());
        repository().remove(new UserId(Integer.MAX_VALUE));
        assertTrue(repository().nextId().value() > 0, "the failed call used nothing up");
    }

    @Test
    void add_isCommittedWhenItReturns() {
        assertEquals(Added.ADDED, repository().add(user(101, "Arun")));
        assertEquals(Optional.of(user(101, "Arun")), elsewhere().find(ARUN).map(Versioned::value));
    }

    @Test
    void add_leavesAUserOfTheSameIdAsItIs() {
        repository().add(user(101, "Arun"));
        assertEquals(Added.ID_TAKEN, repository().add(user(101, "Bea")));
        assertEquals(Optional.of(user(101, "Arun")), elsewhere().find(ARUN).map(Versioned::value));
    }

    @Test
    void change_answersTheUserAsItStandsAfterTheChange() {
        repository().add(user(101, "Arun"));
        repository().add(user(102, "Bea"));
        Optional<User> changed = repository().change(ARUN, old -> user(101, old.name() + " Kumar"));
        assertEquals(Optional.of(user(101, "Arun Kumar")), changed);
        assertEquals(changed, elsewhere().find(ARUN).map(Versioned::value));
        assertEquals(
                Optional.of(user(102, "Bea")), elsewhere().find(new UserId(102)).map(Versioned::value));
    }

    @Test
    void change_toTheSameIsAChange() {
        repository().add(user(101, "Arun"));
        assertEquals(Optional.of(user(101, "Arun")), repository().change(ARUN, old -> old));
    }

    @Test
    void change_answersEmptyWithoutCallingTheFunctionWhenThereIsNoSuchUser() {
        Optional<User> changed = repository().change(ARUN, old -> {
            throw new AssertionError("called for nobody");
        });
        assertEquals(Optional.empty(), changed);
        assertEquals(Optional.empty(), elsewhere().find(ARUN));
    }

    @Test
    void change_thatThrowsChangesNothingAndPassesTheExceptionOn() {
        repository().add(user(101, "Arun"));
        RuntimeException mine = new IllegalStateException("no");
        RuntimeException got = assertThrows(
                RuntimeException.class,
                () -> repository().change(ARUN, old -> {
                    throw mine;
                }));
        assertSame(mine, got);
        assertEquals(Optional.of(user(101, "Arun")), elsewhere().find(ARUN).map(Versioned::value));
        assertTrue(elsewhere().change(ARUN, old -> user(101, "Bea")).isPresent(), "nothing stays locked");
    }

    @Test
    void change_thatDoesNotKeepTheIdIsRefusedAndChangesNothing() {
        repository().add(user(101, "Arun"));
        assertThrows(RuntimeException.class, () -> repository().change(ARUN, old -> user(102, "Arun")));
        assertEquals(Optional.of(user(101, "Arun")), elsewhere().find(ARUN).map(Versioned::value));
        assertEquals(Optional.empty(), elsewhere().find(new UserId(102)));
    }

    @Test
    void remove_forgetsTheUserAndNobodyElse() {
        repository().add(user(101, "Arun"));
        repository().add(user(102, "Bea"));
        assertEquals(Removed.REMOVED, repository().remove(ARUN));
        assertEquals(Optional.empty(), elsewhere().find(ARUN));
        assertFalse(elsewhere().find(new UserId(102)).isEmpty());
        assertEquals(Removed.NO_SUCH_USER, repository().remove(ARUN));
    }

    @Test
    void remove_leavesTheIdFreeToBeAddedAgain() {
        repository().add(user(101, "Arun"));
        repository().remove(ARUN);
        assertEquals(Added.ADDED, repository().add(user(101, "Bea")));
        assertNotEquals(Optional.of(user(101, "Arun")), elsewhere().find(ARUN).map(Versioned::value));
    }

    @Test
    void remove_withACheckIsOfTheUserAsItStandsAndOnlyIfTheCheckPasses() {
        repository().add(user(101, "Arun"));
        elsewhere().change(ARUN, _ -> user(101, "Bea"));
        RuntimeException mine = new IllegalStateException("no");
        Consumer<User> refusing = found -> {
            assertEquals(user(101, "Bea"), found);
            throw mine;
        };
        assertSame(mine, assertThrows(RuntimeException.class, () -> repository().remove(ARUN, refusing)));
        assertEquals(Optional.of(user(101, "Bea")), elsewhere().find(ARUN).map(Versioned::value));
        assertEquals(Removed.REMOVED, elsewhere().remove(ARUN, _ -> {}), "nothing stays locked");
        assertEquals(Optional.empty(), repository().find(ARUN));
        assertEquals(Removed.NO_SUCH_USER, repository().remove(ARUN, refusing), "not called for nobody");
    }

    static User user(int id, String name) {
        return new User(new UserId(id), new UserName(name), new EmailAddress("user" + id + "@example.com"));
    }
}
