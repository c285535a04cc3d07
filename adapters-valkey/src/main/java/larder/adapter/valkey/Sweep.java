package larder.adapter.valkey;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;
import org.redisson.api.RKeysAsync;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.client.protocol.decoder.ListScanResult;

/**
 * The removal of all keys that begin alike, on every master, some at a time. Nobody waits for it as for a read, and it asks thousands of
 * questions, so that each of them may take longer, and is asked again if it was late: to look, or to remove, twice is no harm.
 */
final class Sweep {
    /** How many keys are looked at, and removed, by one question. */
    private static final int STEP = 500;

    /** What one question may take beside the deadline of a call. */
    private static final Duration PATIENCE = Duration.ofMillis(450);

    private static final int TRIES = 3;

    private final Supplier<Collection<? extends RedisNode>> masters;
    private final RKeysAsync names;
    private final Calls calls;

    Sweep(Supplier<Collection<? extends RedisNode>> masters, RKeysAsync names, Calls calls) {
        this.masters = masters;
        this.names = names;
        this.calls = calls;
    }

    /** Throws {@link CacheUnavailable} when some may be left. */
    void remove(String pattern) {
        Collection<? extends RedisNode> servers =
                calls.answer(PATIENCE, () -> CompletableFuture.completedFuture(masters.get()));
        servers.forEach(server -> remove(pattern, server));
    }

    /** Over a connection of its own: what a cursor means is known to one server, and reads do not stand behind it. */
    private void remove(String pattern, RedisNode master) {
        try (OneConnection server = patiently(() -> OneConnection.begin(master))) {
            String from = "0";
            do {
                ListScanResult<String> step = look(server, pattern, from);
                unlink(step.getValues());
                from = step.getPos();
            } while (!from.equals("0"));
        }
    }

    private ListScanResult<String> look(OneConnection server, String pattern, String from) {
        return patiently(
                () -> server.begin(StringCodec.INSTANCE, RedisCommands.SCAN, from, "MATCH", pattern, "COUNT", STEP));
    }

    private void unlink(List<String> found) {
        if (!found.isEmpty()) {
            String[] keys = found.toArray(String[]::new);
            long _ = patiently(() -> names.unlinkAsync(keys));
        }
    }

    private <T> T patiently(Supplier<? extends CompletionStage<T>> question) {
        for (int tries = 1; ; tries++) {
            try {
                return calls.answer(PATIENCE, question);
            } catch (CacheUnavailable failed) {
                if (tries == TRIES || !isLate(failed)) {
                    throw failed;
                }
            }
        }
    }

    private static boolean isLate(CacheUnavailable failed) {
        return failed.getCause() instanceof TimeoutException || failed.getCause() instanceof RedisTimeoutException;
    }
}
