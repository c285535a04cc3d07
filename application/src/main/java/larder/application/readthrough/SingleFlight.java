package larder.application.readthrough;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.domain.port.CacheKey;
import org.jspecify.annotations.Nullable;

/** The loads that are under way in this process, at most one a key. */
final class SingleFlight<R> {
    private final ConcurrentHashMap<CacheKey, Flight<R>> flights = new ConcurrentHashMap<>();

    /** Does the work if no flight of the key is under way, else waits for the one that is. What a leader throws, its joiners get too. */
    Flown<R> fly(CacheKey key, Supplier<R> work, Duration patience) {
        Flight<R> mine = new Flight<>(Thread.currentThread());
        Flight<R> other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return other.await(patience);
        }
        return lead(key, mine, () -> Optional.of(work.get()));
    }

    /** Does the work if no flight of the key is under way; joiners of work that comes to nothing are told so. */
    Flown<R> flyAlone(CacheKey key, Supplier<Optional<R>> work) {
        Flight<R> mine = new Flight<>(Thread.currentThread());
        return flights.putIfAbsent(key, mine) == null ? lead(key, mine, work) : new Flown.Nothing<>();
    }

    private Flown<R> lead(CacheKey key, Flight<R> flight, Supplier<Optional<R>> work) {
        try {
            Optional<R> result = work.get();
            flights.remove(key, flight);
            flight.landing.complete(result);
            return result.<Flown<R>>map(Flown.Led::new).orElseGet(Flown.Nothing::new);
        } catch (RuntimeException | Error failure) {
            flights.remove(key, flight);
            flight.fail(failure);
            throw failure;
        }
    }

    /** What came of a flight for one who took part. */
    sealed interface Flown<R> {
        /** The caller's own work. */
        record Led<R>(R result) implements Flown<R> {}

        /** Another's work. */
        record Joined<R>(R result) implements Flown<R> {}

        /** The patience is over, or the leader gave up. */
        record Nothing<R>() implements Flown<R> {}
    }

    private static final class Flight<R> {
        private final Thread leader;
        private final CompletableFuture<Optional<R>> landing = new CompletableFuture<>();

        Flight(Thread leader) {
            this.leader = leader;
        }

        /** That the leader was interrupted is no fault of its joiners: they go on without it. */
        void fail(Throwable failure) {
            if (leader.isInterrupted()) {
                landing.complete(Optional.empty());
            } else {
                landing.completeExceptionally(failure);
            }
        }

        Flown<R> await(Duration patience) {
            if (leader.equals(Thread.currentThread())) {
                throw new IllegalStateException("a load asks for the very key that it loads");
            }
            try {
                return landing.get(patience.toNanos(), TimeUnit.NANOSECONDS)
                        .<Flown<R>>map(Flown.Joined::new)
                        .orElseGet(Flown.Nothing::new);
            } catch (TimeoutException _) {
                return new Flown.Nothing<>();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new Overloaded("the wait for another's load was interrupted", Duration.ofSeconds(1));
            } catch (ExecutionException failed) {
                throw rethrown(failed.getCause());
            }
        }

        private static RuntimeException rethrown(@Nullable Throwable cause) {
            return switch (cause) {
                case RuntimeException known -> known;
                case Error fatal -> throw fatal;
                case null, default -> new IllegalStateException("a load ended without a result", cause);
            };
        }
    }
}
