package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import larder.application.readthrough.Caching;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Source;
import larder.domain.port.Cache;
import larder.domain.port.LoadLock;
import larder.domain.port.UserRepository;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** Several processes, a cache and a lock that they share, and one database. All of them live in the test's process. */
public final class Fleet implements AutoCloseable {
    private final IntFunction<Cache> caches;
    private final IntFunction<LoadLock> locks;
    private final ShelfSource database = new ShelfSource();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    /** A fleet of processes that get their cache and their lock by their number. */
    public Fleet(IntFunction<Cache> caches, IntFunction<LoadLock> locks) {
        this.caches = caches;
        this.locks = locks;
    }

    public ShelfSource database() {
        return database;
    }

    public Peer peer(int process) {
        return peer(process, Peer.Plan.USUAL);
    }

    public Peer peer(int process, Peer.Plan plan) {
        return peer(plan, caches.apply(process), locks.apply(process));
    }

    /** A peer with a cache and a lock of one's own making. */
    public Peer peer(Peer.Plan plan, Cache shared, LoadLock sharedLock) {
        FailingCache cache = new FailingCache(shared);
        GatedCache steps = new GatedCache(cache);
        FailingLoadLock lock = new FailingLoadLock(sharedLock);
        RecordingCacheStats stats = new RecordingCacheStats();
        Caching caching = new Caching(
                steps, lock, plan.loadLimit(), stats, System::nanoTime, Thread::sleep, plan.random(), background);
        return new Peer(
                new ReadThrough<>(plan.region(), plan.codec(), database.source(), caching), steps, cache, lock, stats);
    }

    /** What a process reads users with. */
    public ReadThrough<UserId, User> users(int process, UserRepository repository) {
        Peer.Plan plan = Peer.Plan.USUAL;
        return new ReadThrough<>(
                plan.region(),
                new UserTextCodec(),
                Source.ofRows(repository::find, repository::findAll),
                new Caching(
                        caches.apply(process),
                        locks.apply(process),
                        plan.loadLimit(),
                        new RecordingCacheStats(),
                        System::nanoTime,
                        Thread::sleep,
                        plan.random(),
                        background));
    }

    /** Waits until all that goes on in the background has ended. Nothing can begin there from then on. */
    @Override
    public void close() {
        background.shutdown();
        try {
            boolean ended = background.awaitTermination(Patience.BOUND.toSeconds(), TimeUnit.SECONDS);
            assertTrue(ended, "an early refresh did not end");
        } catch (InterruptedException interrupted) {
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }
}
