package larder.adapter.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larder.devservices.MemcachedServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Reservation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How often a question for many keys goes over a wire that is slow. */
final class MemcachedRoundTripTest {
    private static final Duration TRIP = Duration.ofMillis(200);
    private static final int FEW = 10;
    private static final List<CacheKey> KEYS =
            IntStream.range(0, 100).mapToObj(i -> new CacheKey("user", "" + i)).toList();

    private static final MemcachedServer SERVER = MemcachedServer.start();
    private static final TcpProxy PROXY = TcpProxy.inFrontOf(SERVER);
    private static final Opened MEMCACHED = Opened.patient(PROXY.url());

    @AfterAll
    static void close() {
        MEMCACHED.close();
        PROXY.close();
        SERVER.close();
    }

    /** The proxy delays each piece of what is sent, so a step may count for several; one a key would count for a hundred. */
    @Test
    void a_hundred_keys_take_a_few() {
        PROXY.delay(TRIP.dividedBy(2));
        Map<CacheKey, Reservation> made = few(() -> MEMCACHED.cache().reserveAll(KEYS, Opened.LONG));
        List<Fill> fills = KEYS.stream()
                .map(key -> Opened.filling(key, token(made.get(key)), Opened.ARUN))
                .toList();
        Map<CacheKey, Fill.Outcome> outcomes = few(() -> MEMCACHED.cache().fillAll(fills));
        assertEquals(Set.of(Fill.Outcome.STORED), Set.copyOf(outcomes.values()));
        assertEquals(KEYS.size(), few(() -> MEMCACHED.cache().readAll(KEYS)).size());
        Map<CacheKey, Long> changes = KEYS.stream().collect(Collectors.toMap(Function.identity(), _ -> 1L));
        assertTrue(few(() -> {
            MEMCACHED.cache().invalidateOlder(changes);
            return true;
        }));
        assertTrue(few(() -> {
            MEMCACHED.cache().invalidate(KEYS);
            return true;
        }));
    }

    private static <T> T few(Supplier<T> question) {
        long begun = System.nanoTime();
        T answer = question.get();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(TRIP) >= 0, () -> "the wire is not slow: " + took);
        assertTrue(took.compareTo(TRIP.multipliedBy(FEW)) < 0, () -> "more trips than a few: " + took);
        return answer;
    }

    private static FillToken token(@Nullable Reservation reservation) {
        if (reservation instanceof Reservation.Granted granted) {
            return granted.token();
        }
        throw new AssertionError("not granted: " + reservation);
    }
}
