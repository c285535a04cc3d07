package larder.adapter.memcached;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import larder.domain.port.CacheUnavailable;

/**
 * Calls that are made at the same time over one connection, so that they take one round trip together. The client waits in the
 * thread that calls it; a virtual thread for each call costs next to nothing.
 */
final class Together {
    private Together() {}

    /** Each call has a bound of its own, so this has one too. */
    static <T> Map<String, T> each(Collection<String> names, Function<String, T> call) {
        Map<String, T> answers = new HashMap<>();
        if (names.size() <= 1) {
            names.forEach(name -> answers.put(name, call.apply(name)));
            return answers;
        }
        Map<String, Future<T>> begun = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            names.forEach(name -> begun.put(name, threads.submit(() -> call.apply(name))));
        }
        begun.forEach((name, future) -> answers.put(name, outcome(future)));
        return answers;
    }

    private static <T> T outcome(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CacheUnavailable failure
                    ? failure
                    : new CacheUnavailable("Memcached could not be asked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted while waiting for Memcached", e);
        }
    }
}
