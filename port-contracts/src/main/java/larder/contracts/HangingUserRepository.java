package larder.contracts;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.User;
import larder.domain.user.UserId;

/**
 * A {@link UserRepository} whose reads stop at a gate, before they have read or with what they have read in hand, until a
 * test opens it. Writes always pass. A read that waits for 20 s fails as unavailable.
 */
public final class HangingUserRepository implements UserRepository {
    private static final long PATIENCE_SECONDS = 20;

    private final UserRepository swift;
    private final Semaphore arrivals = new Semaphore(0);
    private volatile Gate gate = new Gate(Moment.BEFORE_READING, new CountDownLatch(0));

    /** One that works like {@code swift} while its gate is open, as it is at first. */
    public HangingUserRepository(UserRepository swift) {
        this.swift = swift;
    }

    /** Stops every read that begins from now on at this moment. */
    public void hold(Moment moment) {
        gate = new Gate(moment, new CountDownLatch(1));
    }

    /** Waits until so many more reads stand at the gate. */
    public void awaitHeld(int reads) throws InterruptedException {
        if (!arrivals.tryAcquire(reads, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no " + reads + " reads came to the gate within " + PATIENCE_SECONDS + " s");
        }
    }

    /** Lets the held reads go on, and those to come pass. */
    public void release() {
        gate.latch().countDown();
    }

    @Override
    public Optional<Versioned<User>> find(UserId id) {
        return read(() -> swift.find(id));
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        return ids.isEmpty() ? Map.of() : read(() -> swift.findAll(ids));
    }

    @Override
    public UserId nextId() {
        return swift.nextId();
    }

    @Override
    public Added add(User user) {
        return swift.add(user);
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        return swift.change(id, change);
    }

    @Override
    public Removed remove(UserId id) {
        return swift.remove(id);
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        return swift.remove(id, check);
    }

    private <T> T read(Supplier<T> call) {
        Gate mine = gate;
        return switch (mine.moment()) {
            case BEFORE_READING -> {
                pass(mine);
                yield call.get();
            }
            case AFTER_READING -> {
                T answer = call.get();
                pass(mine);
                yield answer;
            }
        };
    }

    private void pass(Gate mine) {
        if (mine.latch().getCount() == 0) {
            return;
        }
        arrivals.release();
        try {
            if (!mine.latch().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new RepositoryUnavailable("held", new TimeoutException("nobody opened the gate"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RepositoryUnavailable("interrupted at the gate", stopped);
        }
    }

    /** Where a read stops. */
    public enum Moment {
        BEFORE_READING,
        /** With the value in hand, as a reader that is about to fill a cache with it. */
        AFTER_READING
    }

    private record Gate(Moment moment, CountDownLatch latch) {}
}
