package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.Provenance.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheStatusTest {
    @ParameterizedTest
    @CsvSource({
        "HIT, PT5M, 'larder; hit; ttl=300'",
        "HIT, PT4M57.001S, 'larder; hit; ttl=297'",
        "HIT, PT4M56.999S, 'larder; hit; ttl=296'",
        "HIT, PT0.2S, 'larder; hit; ttl=0'",
        "STALE, PT-12S, 'larder; hit; ttl=-12; detail=stale'",
        "STALE, PT-11.001S, 'larder; hit; ttl=-12; detail=stale'",
        "STALE, PT-0.001S, 'larder; hit; ttl=-1; detail=stale'",
        "LOADED_STORED, PT5M, 'larder; fwd=miss; stored; ttl=300'",
        "LOADED_NOT_STORED, PT0S, 'larder; fwd=miss'",
        "COLLAPSED, PT5M, 'larder; fwd=miss; collapsed'",
        "BYPASS, PT0S, 'larder; fwd=bypass; detail=cache-unavailable'"
    })
    void one_answer(Source source, Duration freshFor, String status) {
        assertEquals(status, CacheStatus.of(new Provenance(source, freshFor, Duration.ZERO)));
    }

    @Test
    void several_are_a_hit_only_if_all_are() {
        assertEquals("larder; hit; ttl=7", summary(Source.HIT, 9, Source.HIT, 7));
        assertEquals("larder; hit; ttl=-5; detail=stale", summary(Source.HIT, 9, Source.STALE, -5));
        assertEquals("larder; fwd=partial; stored; ttl=9", summary(Source.HIT, 9, Source.LOADED_STORED, 300));
        assertEquals("larder; fwd=partial", summary(Source.HIT, 9, Source.LOADED_NOT_STORED, 0));
        assertEquals("larder; fwd=partial", summary(Source.HIT, 9, Source.COLLAPSED, 300));
    }

    @Test
    void several_are_stored_only_if_all_that_were_loaded_are() {
        assertEquals("larder; fwd=miss; stored; ttl=3", summary(Source.LOADED_STORED, 300, Source.LOADED_STORED, 3));
        assertEquals("larder; fwd=miss", summary(Source.LOADED_STORED, 300, Source.LOADED_NOT_STORED, 0));
    }

    @Test
    void several_past_a_cache_that_is_away_say_so() {
        assertEquals("larder; fwd=bypass; detail=cache-unavailable", summary(Source.HIT, 9, Source.BYPASS, 0));
    }

    private static String summary(Source one, long oneSeconds, Source other, long otherSeconds) {
        return CacheStatus.of(List.of(
                new Provenance(one, Duration.ofSeconds(oneSeconds), Duration.ZERO),
                new Provenance(other, Duration.ofSeconds(otherSeconds), Duration.ZERO)));
    }
}
