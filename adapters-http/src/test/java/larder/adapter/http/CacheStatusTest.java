package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.Provenance.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheStatusTest {
    private static final String BOUND = "; detail=\"bound=37ms\"";

    @ParameterizedTest
    @CsvSource({
        "HIT, PT5M, 'larder; hit; ttl=300'",
        "HIT, PT4M57.001S, 'larder; hit; ttl=297'",
        "HIT, PT4M56.999S, 'larder; hit; ttl=296'",
        "HIT, PT0.2S, 'larder; hit; ttl=0'",
        "LOADED_STORED, PT5M, 'larder; fwd=miss; stored; ttl=300'",
        "LOADED_NOT_STORED, PT0S, 'larder; fwd=miss'",
        "COLLAPSED, PT5M, 'larder; fwd=miss; collapsed'"
    })
    void one_answer_says_its_way_and_how_old_it_can_be(Source source, Duration freshFor, String way) {
        assertEquals(way + BOUND, CacheStatus.of(from(source, freshFor)));
    }

    @ParameterizedTest
    @CsvSource({
        "STALE, PT-12S, 'larder; hit; ttl=-12; detail=stale'",
        "STALE, PT-11.001S, 'larder; hit; ttl=-12; detail=stale'",
        "STALE, PT-0.001S, 'larder; hit; ttl=-1; detail=stale'",
        "BYPASS, PT0S, 'larder; fwd=bypass; detail=cache-unavailable'",
        "IN_DOUBT, PT0S, 'larder; fwd=bypass; detail=in-doubt'"
    })
    void one_answer_that_stands_in_or_went_past_the_cache_says_that(Source source, Duration freshFor, String status) {
        assertEquals(status, CacheStatus.of(from(source, freshFor)));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.000000001S, 1", "PT0.001S, 1", "PT0.036000001S, 37", "PT3600S, 3600000"})
    void a_bound_is_rounded_up(Duration bound, long millis) {
        Provenance hit = new Provenance(Source.HIT, Duration.ofSeconds(7), Duration.ZERO, bound);
        assertEquals("larder; hit; ttl=7; detail=\"bound=" + millis + "ms\"", CacheStatus.of(hit));
    }

    @Test
    void a_copy_inside_the_process_is_a_hit_that_says_so() {
        Provenance near = new Provenance(Source.NEAR, Duration.ofSeconds(7), seconds(1), Duration.ofMillis(36));
        assertEquals("larder; hit; ttl=7; detail=\"near bound=36ms\"", CacheStatus.of(near));
        assertEquals(OptionalLong.of(1), CacheStatus.age(List.of(near)));
        Provenance older = new Provenance(Source.HIT, Duration.ofSeconds(9), seconds(4), Duration.ofMillis(99));
        assertEquals("larder; hit; ttl=7; detail=\"near bound=99ms\"", CacheStatus.of(List.of(near, older)));
        assertEquals("larder; fwd=partial; stored; ttl=9" + BOUND, summary(Source.NEAR, 9, Source.LOADED_STORED, 300));
    }

    @Test
    void several_are_a_hit_only_if_all_are() {
        assertEquals("larder; hit; ttl=7" + BOUND, summary(Source.HIT, 9, Source.HIT, 7));
        assertEquals("larder; hit; ttl=-5; detail=stale", summary(Source.HIT, 9, Source.STALE, -5));
        assertEquals("larder; fwd=partial; stored; ttl=9" + BOUND, summary(Source.HIT, 9, Source.LOADED_STORED, 300));
        assertEquals("larder; fwd=partial" + BOUND, summary(Source.HIT, 9, Source.LOADED_NOT_STORED, 0));
        assertEquals("larder; fwd=partial" + BOUND, summary(Source.HIT, 9, Source.COLLAPSED, 300));
    }

    @Test
    void several_are_stored_only_if_all_that_were_loaded_are() {
        assertEquals(
                "larder; fwd=miss; stored; ttl=3" + BOUND, summary(Source.LOADED_STORED, 300, Source.LOADED_STORED, 3));
        assertEquals("larder; fwd=miss" + BOUND, summary(Source.LOADED_STORED, 300, Source.LOADED_NOT_STORED, 0));
    }

    @Test
    void several_past_a_cache_that_is_away_or_in_doubt_say_so() {
        assertEquals("larder; fwd=bypass; detail=cache-unavailable", summary(Source.HIT, 9, Source.BYPASS, 0));
        assertEquals("larder; fwd=bypass; detail=in-doubt", summary(Source.HIT, 9, Source.IN_DOUBT, 0));
    }

    @Test
    void several_are_as_old_as_the_oldest_can_be() {
        Provenance young = new Provenance(Source.HIT, Duration.ofSeconds(3), seconds(1), Duration.ofMillis(2));
        Provenance old = new Provenance(Source.HIT, Duration.ofSeconds(9), seconds(4), Duration.ofMillis(99));
        assertEquals("larder; hit; ttl=3; detail=\"bound=99ms\"", CacheStatus.of(List.of(young, old)));
        assertEquals(OptionalLong.of(4), CacheStatus.age(List.of(old, young)));
    }

    @ParameterizedTest
    @CsvSource({"HIT, PT0.001S, 1", "HIT, PT1S, 1", "STALE, PT1.000000001S, 2", "COLLAPSED, PT299.5S, 300"})
    void an_age_is_rounded_up(Source source, Duration age, long seconds) {
        Provenance from = new Provenance(source, Duration.ZERO, age, age);
        assertEquals(OptionalLong.of(seconds), CacheStatus.age(List.of(from)));
    }

    @ParameterizedTest
    @CsvSource({"LOADED_STORED", "LOADED_NOT_STORED", "BYPASS", "IN_DOUBT"})
    void what_was_loaded_for_the_answer_has_no_age(Source source) {
        assertEquals(OptionalLong.empty(), CacheStatus.age(List.of(from(source, Duration.ZERO))));
    }

    private static String summary(Source one, long oneSeconds, Source other, long otherSeconds) {
        return CacheStatus.of(List.of(from(one, seconds(oneSeconds)), from(other, seconds(otherSeconds))));
    }

    private static Provenance from(Source source, Duration freshFor) {
        return new Provenance(source, freshFor, Duration.ZERO, Duration.ofMillis(37));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
