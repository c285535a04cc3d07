package larder.adapter.sql;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What takes jOOQ a good part of a second to make the first time, made in a thread of its own: on two cores the rest of a start
 * goes on beside it.
 */
final class Prepared<T> {
    private final CompletableFuture<T> value;

    /** Begins at once. */
    Prepared(Supplier<T> work) {
        value = CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().name("larder-jooq").daemon().start(task));
    }

    /** Waits until it is made, which takes the CPU alone. */
    T get() {
        return value.join();
    }
}
