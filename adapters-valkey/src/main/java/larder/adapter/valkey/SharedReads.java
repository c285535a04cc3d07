package larder.adapter.valkey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import larder.domain.port.CacheKey;
import larder.domain.port.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the reads of many threads into few round trips: while one is under way, those that come gather for the next, and
 * readers of one key share its answer. No reader is answered by a round trip that was sent before it asked.
 */
final class SharedReads {
    private static final int MOST_KEYS = 64;

    /** After this a round trip that never ends no longer holds up the next one. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(1);

    private final Function<List<CacheKey>, CompletableFuture<List<Supplier<Lookup>>>> reads;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    SharedReads(Function<List<CacheKey>, CompletableFuture<List<Supplier<Lookup>>>> reads) {
        this.reads = reads;
    }

    CompletableFuture<Supplier<Lookup>> read(CacheKey key) {
        Waiting reader = new Waiting(key, new CompletableFuture<>());
        waiting.add(reader);
        sendIfNoneIsUnderWay();
        return reader.answer();
    }

    private void sendIfNoneIsUnderWay() {
        while (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            Map<CacheKey, List<Waiting>> readers = gathered();
            if (readers.isEmpty()) {
                underWay.set(false);
            } else {
                send(readers);
            }
        }
    }

    private Map<CacheKey, List<Waiting>> gathered() {
        Map<CacheKey, List<Waiting>> readers = new LinkedHashMap<>();
        while (readers.size() < MOST_KEYS) {
            Waiting next = waiting.poll();
            if (next == null) {
                break;
            }
            if (!next.answer().isDone()) {
                readers.computeIfAbsent(next.key(), _ -> new ArrayList<>(2)).add(next);
            }
        }
        return readers;
    }

    private void send(Map<CacheKey, List<Waiting>> readers) {
        CompletableFuture<List<Supplier<Lookup>>> trip;
        try {
            trip = reads.apply(List.copyOf(readers.keySet()));
        } catch (RuntimeException e) {
            trip = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> _ = trip.orTimeout(GIVEN_UP.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((lookups, failure) -> {
                    underWay.set(false);
                    sendIfNoneIsUnderWay();
                    answer(readers, lookups, failure);
                });
    }

    private static void answer(
            Map<CacheKey, List<Waiting>> readers,
            @Nullable List<Supplier<Lookup>> lookups,
            @Nullable Throwable failure) {
        int entry = 0;
        for (List<Waiting> sharing : readers.values()) {
            for (Waiting reader : sharing) {
                if (lookups == null || entry >= lookups.size()) {
                    reader.answer()
                            .completeExceptionally(
                                    failure == null ? new IllegalStateException("a key was not answered") : failure);
                } else {
                    reader.answer().complete(lookups.get(entry));
                }
            }
            entry++;
        }
    }

    private record Waiting(CacheKey key, CompletableFuture<Supplier<Lookup>> answer) {}
}
