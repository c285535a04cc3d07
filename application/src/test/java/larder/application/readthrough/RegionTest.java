package larder.application.readthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larder.domain.InvalidValue;
import larder.domain.port.CacheKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionTest {
    @ParameterizedTest
    @CsvSource({
        // ttl, jitter, absence, early, stale, wait, deadline: the first is right, each other breaks one rule
        "PT0S,  0.1, PT3S,  1,  PT1M,  PT8S, PT3S, TTL must be more than zero",
        "PT-1S, 0.1, PT3S,  1,  PT1M,  PT8S, PT3S, TTL must be more than zero",
        "PT5M, -0.1, PT3S,  1,  PT1M,  PT8S, PT3S, jitter must be 0 to 0.5",
        "PT5M, 0.51, PT3S,  1,  PT1M,  PT8S, PT3S, jitter must be 0 to 0.5",
        "PT5M,  NaN, PT3S,  1,  PT1M,  PT8S, PT3S, jitter must be 0 to 0.5",
        "PT5M,  0.1, PT0S,  1,  PT1M,  PT8S, PT3S, TTL of absence must be more than zero",
        "PT5M,  0.1, PT6M,  1,  PT1M,  PT8S, PT3S, absence must not be remembered for longer",
        "PT5M,  0.1, PT3S, -1,  PT1M,  PT8S, PT3S, early refresh factor must be 0 to 10",
        "PT5M,  0.1, PT3S, 11,  PT1M,  PT8S, PT3S, early refresh factor must be 0 to 10",
        "PT5M,  0.1, PT3S, NaN, PT1M,  PT8S, PT3S, early refresh factor must be 0 to 10",
        "PT5M,  0.1, PT3S,  1,  PT-1S, PT8S, PT3S, stand-in must not be negative",
        "PT5M,  0.1, PT3S,  1,  PT1M,  PT8S, PT0S, load deadline must be more than zero",
        "PT5M,  0.1, PT3S,  1,  PT1M,  PT3S, PT3S, lock wait must be longer than its load deadline",
    })
    void an_impossible_combination_is_refused_by_a_sentence_that_names_the_region(
            Duration ttl,
            double jitter,
            Duration absence,
            double early,
            Duration stale,
            Duration wait,
            Duration deadline,
            String sentence) {
        InvalidValue refused = assertThrows(
                InvalidValue.class, () -> new Region("user", ttl, jitter, absence, early, stale, wait, deadline));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(sentence), message);
        assertTrue(message.contains("region user"), message);
    }

    @Test
    void a_near_bound_that_cannot_be_kept_or_makes_no_sense_is_refused() {
        Region region = Region.of("user", Duration.ofSeconds(5));
        for (Duration bound : List.of(Duration.ZERO, Duration.ofMillis(99), Duration.ofMillis(5_001))) {
            InvalidValue refused = assertThrows(InvalidValue.class, () -> region.near(bound));
            assertTrue(String.valueOf(refused.getMessage()).contains("region user: its near bound"));
        }
        assertEquals(Optional.empty(), region.near());
        assertEquals(
                Optional.of(Duration.ofMillis(100)),
                region.near(Duration.ofMillis(100)).near());
        assertEquals(Optional.of(region.ttl()), region.near(region.ttl()).near());
    }

    @Test
    void the_bounds_themselves_are_allowed() {
        Duration nano = Duration.ofNanos(1);
        Region least = new Region("a", nano, 0, nano, 0, Duration.ZERO, Duration.ofNanos(2), nano);
        assertEquals(nano, least.absenceTtl());
        Duration day = Duration.ofDays(1);
        assertEquals(0.5, new Region("a", day, 0.5, day, 10, day, day.plusNanos(1), day).jitter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "User", "user:", "1user", "user name", "{user}", "a23456789012345678901234567890123"})
    void a_name_that_is_no_regions_is_refused(String name) {
        assertThrows(InvalidValue.class, () -> Region.of(name, Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, PT0.5S", "PT3S, PT3S", "PT5M, PT3S"})
    void an_absence_is_remembered_for_three_seconds_or_for_as_long_as_a_value_if_that_is_less(
            Duration ttl, Duration absence) {
        assertEquals(absence, Region.of("user", ttl).absenceTtl());
    }

    @Test
    void a_key_is_the_region_and_the_id() {
        assertEquals(
                new CacheKey("user", "101"),
                Region.of("user", Duration.ofMinutes(5)).key(101));
    }

    @Test
    void a_hold_outlives_the_load_and_a_joiner_outlives_the_wait_and_the_hold() {
        Region region = Region.of("user", Duration.ofMinutes(5));
        assertTrue(region.hold().compareTo(region.loadDeadline()) > 0);
        assertEquals(region.lockWait().plus(region.hold()), region.patience());
    }
}
