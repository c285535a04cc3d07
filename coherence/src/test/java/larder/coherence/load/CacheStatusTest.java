package larder.coherence.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.coherence.history.Read;
import org.junit.jupiter.api.Test;

/** What an answer claims. */
final class CacheStatusTest {
    private static CacheStatus of(String... namesAndValues) {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return CacheStatus.of(HttpHeaders.of(headers, (_, _) -> true));
    }

    @Test
    void the_bound_is_a_claim() {
        CacheStatus status = of("Cache-Status", "larder; hit; ttl=297; detail=\"bound=37ms\"");
        assertEquals(new CacheStatus("hit", TimeUnit.MILLISECONDS.toNanos(37)), status);
    }

    @Test
    void of_bound_and_age_the_tighter_is_the_claim() {
        CacheStatus status = of("Cache-Status", "larder; hit; ttl=297; detail=\"bound=3700ms\"", "Age", "2");
        assertEquals(TimeUnit.SECONDS.toNanos(2), status.claim());
    }

    @Test
    void an_answer_that_says_nothing_claims_nothing() {
        assertEquals(new CacheStatus("hit", Read.NO_CLAIM), of("Cache-Status", "larder; hit; ttl=297"));
        assertEquals(new CacheStatus("stale", Read.NO_CLAIM), of("Cache-Status", "larder; hit; ttl=-1; detail=stale"));
    }

    @Test
    void the_source_is_what_the_header_says() {
        assertEquals(
                "miss, stored",
                of("Cache-Status", "larder; fwd=miss; stored; ttl=300").source());
        assertEquals("miss, not stored", of("Cache-Status", "larder; fwd=miss").source());
        assertEquals(
                "collapsed", of("Cache-Status", "larder; fwd=miss; collapsed").source());
        assertEquals(
                "bypass",
                of("Cache-Status", "larder; fwd=bypass; detail=cache-unavailable")
                        .source());
        assertEquals(
                "partly hit",
                of("Cache-Status", "larder; fwd=partial; stored; ttl=3").source());
    }
}
