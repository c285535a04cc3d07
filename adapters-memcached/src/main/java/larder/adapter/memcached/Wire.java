package larder.adapter.memcached;

import static java.util.Objects.requireNonNull;

import com.google.code.yanf4j.core.Session;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import larder.domain.port.CacheUnavailable;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.exception.MemcachedServerException;

/**
 * One connection to the server, from its first byte to its end. It is never mended: another takes its place. So a look and the
 * change that follows from it meet the same run of the server, whose numbers start anew when it does.
 */
final class Wire implements AutoCloseable {
    private static final String TOO_LARGE = "too large";
    /** What an item takes beside key and value, generously. */
    private static final int ITEM_OVERHEAD = 256;

    private final MemcachedClient client;
    private final ServerClock clock;
    private final long largestItem;

    /** @param largestItem the server's bound, in bytes */
    Wire(MemcachedClient client, ServerClock clock, long largestItem) {
        this.client = client;
        this.clock = clock;
        this.largestItem = largestItem;
    }

    long now() {
        return clock.millis();
    }

    boolean isLost() {
        return client.getAvailableServers().isEmpty();
    }

    /** What stands under each name, by one question. */
    Map<String, Seen> look(List<String> names, Deadline deadline) {
        Map<String, GetsResponse<byte[]>> answers =
                answer(() -> client.gets(names, deadline.millisLeft(), RawBytes.ONLY));
        Map<String, Seen> seen = new HashMap<>();
        for (String name : names) {
            GetsResponse<byte[]> answer = answers.get(name);
            seen.put(name, answer == null ? new Seen.Nothing() : seen(answer));
        }
        return seen;
    }

    /** Stores each entry if what was seen under its name is still there. All are sent before the first answer is awaited. */
    Map<String, Outcome> put(Map<String, Entry> entries, Map<String, Seen> seen, Deadline deadline) {
        return Together.each(entries.keySet(), name -> put(name, entries, seen, deadline));
    }

    /** Removes whatever stands under the names. All are sent before the first answer is awaited. */
    void remove(Collection<String> names, Deadline deadline) {
        Together.each(names, name -> answer(() -> client.delete(name, deadline.millisLeft())));
    }

    /**
     * Removes all that the server holds. It does so without minding a conditional store that is between its look and its
     * change, which stays; so it is told twice: the first time no token is left for a store to begin with, the second time what
     * was under way then has ended.
     */
    void removeAll(Deadline deadline) {
        boolean _ = answer(() -> {
            client.flushAll(deadline.millisLeft());
            client.flushAll(deadline.millisLeft());
            return true;
        });
    }

    @Override
    public void close() {
        end(client);
    }

    static void end(MemcachedClient client) {
        // Not by a farewell: the client would wait for the answer of a server that may hang.
        client.getConnector().getSessionSet().forEach(Session::close);
        try {
            client.shutdown();
        } catch (IOException e) {
            throw new CacheUnavailable("the connection to Memcached does not end", e);
        }
    }

    private Outcome put(String name, Map<String, Entry> entries, Map<String, Seen> seen, Deadline deadline) {
        Entry entry = requireNonNull(entries.get(name));
        byte[] bytes = EntryFormat.bytes(entry);
        if (bytes.length + name.length() + ITEM_OVERHEAD > largestItem) {
            // The server would say so too, but before it took the value in, which confuses the client for a second.
            return Outcome.TOO_LARGE;
        }
        int life = entry.lifeSeconds(now());
        boolean stored;
        try {
            stored = switch (requireNonNull(seen.get(name))) {
                case Seen.Nothing _ ->
                    answer(() -> client.add(name, life, bytes, RawBytes.ONLY, deadline.millisLeft()));
                case Seen.Foreign(long number) -> replace(name, number, life, bytes, deadline);
                case Seen.Kept(long number, Entry _) -> replace(name, number, life, bytes, deadline);
            };
        } catch (CacheUnavailable e) {
            if (isTooLarge(e)) {
                return Outcome.TOO_LARGE;
            }
            throw e;
        }
        return stored ? Outcome.STORED : Outcome.OVERTAKEN;
    }

    private boolean replace(String name, long number, int life, byte[] bytes, Deadline deadline) {
        return answer(() -> client.cas(name, life, bytes, RawBytes.ONLY, deadline.millisLeft(), number));
    }

    private static boolean isTooLarge(CacheUnavailable failure) {
        return failure.getCause() instanceof MemcachedServerException said
                && String.valueOf(said.getMessage()).contains(TOO_LARGE);
    }

    private static Seen seen(GetsResponse<byte[]> answer) {
        return EntryFormat.entry(answer.getValue())
                .<Seen>map(entry -> new Seen.Kept(answer.getCas(), entry))
                .orElseGet(() -> new Seen.Foreign(answer.getCas()));
    }

    static <T> T answer(ClientCall<T> call) {
        try {
            return call.make();
        } catch (TimeoutException e) {
            throw new CacheUnavailable("Memcached did not answer within its deadline", e);
        } catch (MemcachedException e) {
            throw new CacheUnavailable("Memcached failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted while waiting for Memcached", e);
        } catch (RuntimeException e) {
            throw new CacheUnavailable("the driver of Memcached failed", e);
        }
    }

    /** What a conditional store came to. */
    enum Outcome {
        STORED,
        /** Something else is there by now, or nothing. */
        OVERTAKEN,
        /** The server keeps nothing of that size, and what was there is still there. */
        TOO_LARGE
    }

    /** A call of the client, with what it throws. */
    @FunctionalInterface
    interface ClientCall<T> {
        T make() throws MemcachedException, TimeoutException, InterruptedException;
    }
}
