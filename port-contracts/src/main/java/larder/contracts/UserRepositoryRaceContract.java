package larder.contracts;

import static larder.contracts.UserRepositoryContract.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import larder.domain.port.UserRepository;
import larder.domain.port.UserRepository.Added;
import larder.domain.port.UserRepository.Removed;
import larder.domain.port.Versioned;
import larder.domain.user.User;
import larder.domain.user.UserId;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every {@link UserRepository} must do when many use it at the same moment. */
public abstract class UserRepositoryRaceContract {
    private static final UserId ARUN = new UserId(101);

    /** What is tested: the same object at each call within a test, and without users when the test begins. */
    protected abstract UserRepository repository();

    /** A second repository over the same users, as another process has one; the same one if there can be no second. */
    protected abstract UserRepository elsewhere();

    @RepeatedTest(5)
    void add_ofRacingCallsExactlyOneWins() {
        List<Added> ends = Crowd.together(20, caller -> either(caller).add(user(101, "User " + caller)));
        assertEquals(1, Collections.frequency(ends, Added.ADDED));
        User winner = user(101, "User " + ends.indexOf(Added.ADDED));
        assertEquals(Optional.of(winner), repository().find(ARUN).map(Versioned::value));
    }

    @Test
    void nextId_isNotAnsweredTwiceToRacingCallers() {
        Set<UserId> ids = new HashSet<>();
        Crowd.together(
                        16,
                        caller -> IntStream.range(0, 10)
                                .mapToObj(turn -> either(caller).nextId())
                                .toList())
                .forEach(ids::addAll);
        assertEquals(160, ids.size());
    }

    @Test
    void change_losesNoneOfRacingChanges() {
        repository().add(user(101, "0"));
        Crowd.together(8, caller -> {
            for (int turn = 0; turn < 15; turn++) {
                either(caller).change(ARUN, UserRepositoryRaceContract::counted);
            }
            return caller;
        });
        assertEquals(Optional.of(user(101, "120")), repository().find(ARUN).map(Versioned::value));
    }

    @Test
    void change_losesNoChangeThatCommitsInBetween() throws InterruptedException {
        repository().add(user(101, "1"));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch secondSetOff = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<User>> first = threads.submit(() -> repository().change(ARUN, old -> {
                inside.countDown();
                await(secondSetOff);
                return counted(old);
            }));
            await(inside);
            Future<Optional<User>> second = threads.submit(() -> {
                secondSetOff.countDown();
                return elsewhere().change(ARUN, UserRepositoryRaceContract::counted);
            });
            Crowd.answerOf(first);
            Crowd.answerOf(second);
        }
        assertEquals(Optional.of(user(101, "3")), repository().find(ARUN).map(Versioned::value));
    }

    @Test
    void find_doesNotSeeNorWaitForAChangeThatIsNotCommitted() {
        repository().add(user(101, "old"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            repository().change(ARUN, old -> {
                Future<Optional<User>> read =
                        threads.submit(() -> elsewhere().find(ARUN).map(Versioned::value));
                assertEquals(Optional.of(user(101, "old")), Crowd.answerOf(read));
                return user(101, "new");
            });
        }
        assertEquals(Optional.of(user(101, "new")), elsewhere().find(ARUN).map(Versioned::value));
    }

    @Test
    void find_seesEveryChangeThatWasCommittedBeforeItBegan() {
        repository().add(user(101, "0"));
        AtomicInteger committed = new AtomicInteger();
        int changes = 100;
        Crowd.together(4, caller -> {
            while (committed.get() < changes && !Thread.currentThread().isInterrupted()) {
                if (caller == 0) {
                    elsewhere().change(ARUN, UserRepositoryRaceContract::counted);
                    committed.incrementAndGet();
                } else {
                    int before = committed.get();
                    int seen =
                            count(repository().find(ARUN).map(Versioned::value).orElseThrow());
                    assertTrue(seen >= before, () -> "saw " + seen + " when " + before + " was committed");
                }
            }
            return caller;
        });
    }

    @Test
    void remove_ofRacingCallsExactlyOneRemoves() {
        repository().add(user(101, "Arun"));
        List<Removed> ends = Crowd.together(10, caller -> either(caller).remove(ARUN));
        assertEquals(1, Collections.frequency(ends, Removed.REMOVED));
    }

    @RepeatedTest(5)
    void change_ofWritersThatExpectTheSameExactlyOneWins() {
        User expected = user(101, "Arun");
        repository().add(expected);
        List<Boolean> ends = Crowd.together(
                12,
                caller -> Attempt.succeeds(() -> either(caller)
                        .change(ARUN, old -> Attempt.expecting(expected, old, user(101, "Arun " + caller)))));
        assertEquals(1, Collections.frequency(ends, true));
        assertEquals(
                Optional.of(user(101, "Arun " + ends.indexOf(true))),
                repository().find(ARUN).map(Versioned::value));
    }

    @Test
    void remove_doesNotTakeAUserThatIsChangedBetweenTheCheckAndTheEnd() {
        User expected = user(101, "Arun");
        repository().add(expected);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch removalSetOff = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<User>> change = threads.submit(() -> repository().change(ARUN, _ -> {
                inside.countDown();
                await(removalSetOff);
                return user(101, "Arun Kumar");
            }));
            await(inside);
            Future<Boolean> removal = threads.submit(() -> {
                removalSetOff.countDown();
                return Attempt.succeeds(() -> elsewhere().remove(ARUN, old -> Attempt.expecting(expected, old, old)));
            });
            boolean changed = Crowd.answerOf(change).isPresent();
            boolean removed = Crowd.answerOf(removal);
            assertNotEquals(changed, removed, "where nobody waits either may be faster, but one is too late");
            assertEquals(removed, repository().find(ARUN).isEmpty());
        }
    }

    private UserRepository either(int caller) {
        return caller % 2 == 0 ? repository() : elsewhere();
    }

    private static User counted(User user) {
        return user(user.id().value(), Integer.toString(count(user) + 1));
    }

    private static int count(User user) {
        return Integer.parseInt(user.name().value());
    }

    private static void await(CountDownLatch gate) {
        try {
            assertTrue(gate.await(20, TimeUnit.SECONDS), "nobody opened the gate within 20 s");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at a gate", stopped);
        }
    }
}
