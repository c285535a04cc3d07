package larder.adapter.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import larder.contracts.Patience;
import larder.devservices.MemcachedServer;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.Lookup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry as a person sees it, one that is too large, and one that a host with a wrong clock has stamped. */
final class MemcachedEntryTest {
    private static final String NAME = "user:101";
    private static final CacheKey KEY = Opened.KEY;
    private static final Duration LONG = Opened.LONG;
    /** What the host's clock can do at most, and the second that a busy machine takes. */
    private static final Duration ASTRAY = Duration.ofSeconds(5);

    private static final MemcachedServer SERVER = MemcachedServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened MEMCACHED = Opened.patient(SERVER.url());

    @BeforeEach
    void empty() {
        CLI.flush();
    }

    @AfterAll
    static void close() {
        MEMCACHED.close();
        SERVER.close();
    }

    @Test
    void a_stored_value_shows_its_clocks_its_format_and_its_json() {
        MEMCACHED.store(KEY, Opened.ARUN);
        List<String> lines = CLI.value(NAME).lines().toList();
        String[] words = lines.getFirst().split(" ", -1);
        assertEquals(11, words.length);
        assertEquals("larder/2", words[0]);
        assertEquals(Tokens.NONE, words[2]);
        assertEquals("7000", words[7]);
        assertEquals("-", words[8]);
        assertEquals("value", words[9]);
        assertEquals("user/1", words[10]);
        assertTrue(Math.abs(Long.parseLong(words[4]) - System.currentTimeMillis()) < 10_000, lines::getFirst);
        assertEquals(Long.parseLong(words[4]) + LONG.toMillis(), Long.parseLong(words[5]));
        assertEquals(Long.parseLong(words[5]) + LONG.toMillis(), Long.parseLong(words[6]));
        assertEquals("{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}", lines.getLast());
    }

    @Test
    void the_version_of_a_row_shows_and_an_entry_of_the_format_before_is_no_entry() {
        MEMCACHED.store(KEY, Opened.ARUN.of(OptionalLong.of(7)));
        String bytes = CLI.value(NAME);
        assertEquals("7", bytes.lines().findFirst().orElseThrow().split(" ", -1)[8]);
        CLI.set(NAME, bytes.replace("larder/2", "larder/1"));
        assertInstanceOf(Lookup.Unreadable.class, MEMCACHED.cache().read(KEY));
    }

    @Test
    void a_token_does_not_make_an_entry_longer() {
        MEMCACHED.store(KEY, Opened.ARUN);
        int before = CLI.value(NAME).length();
        MEMCACHED.reserved(KEY);
        assertEquals(before, CLI.value(NAME).length());
    }

    @Test
    void a_value_that_is_too_large_is_refused_and_what_is_there_stays() {
        MEMCACHED.store(KEY, Opened.ARUN);
        for (int i = 0; i < 20; i++) {
            assertEquals(Fill.Outcome.REFUSED, MEMCACHED.store(KEY, new Encoded("raw/1", new byte[(2 << 20) + 1])));
        }
        assertEquals(Opened.ARUN, found(MEMCACHED).content());
        assertFalse(MEMCACHED.cache().isReserved(KEY), "nobody waits for a value that cannot be kept");
        assertEquals(State.UP, MEMCACHED.state());
    }

    @Test
    void one_value_too_large_does_not_keep_the_others_out() {
        CacheKey other = new CacheKey("user", "102");
        Map<CacheKey, Fill.Outcome> outcomes = MEMCACHED
                .cache()
                .fillAll(List.of(
                        Opened.filling(KEY, MEMCACHED.reserved(KEY), new Encoded("raw/1", new byte[(2 << 20) + 1])),
                        Opened.filling(other, MEMCACHED.reserved(other), Opened.ARUN)));
        assertEquals(Map.of(KEY, Fill.Outcome.REFUSED, other, Fill.Outcome.STORED), outcomes);
    }

    @Test
    void an_entry_of_a_year_is_an_entry_of_thirty_days_and_not_of_the_past() {
        Duration year = Duration.ofDays(365);
        Fill fill = new Fill(KEY, MEMCACHED.reserved(KEY), new Content.Absent(), year, year, Duration.ZERO);
        assertEquals(Fill.Outcome.STORED, MEMCACHED.cache().fill(fill));
        assertEquals(new Content.Absent(), found(MEMCACHED).content());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600})
    void a_clock_that_is_wrong_by_an_hour_moves_lifetimes_by_seconds(long seconds) {
        InstantSource wrong = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(seconds));
        try (Opened astray = Opened.patient(SERVER.url(), wrong)) {
            astray.store(KEY, Opened.ARUN);
            about(LONG, found(MEMCACHED).freshFor());
            MEMCACHED.store(KEY, Opened.ARUN);
            about(LONG, found(astray).freshFor());
        }
    }

    /** One host is an hour ahead, the other behind: each is held at its edge. */
    @Test
    void by_how_much_an_age_is_too_short_is_told() {
        Duration hour = Duration.ofHours(1);
        InstantSource ahead = InstantSource.offset(InstantSource.system(), hour);
        InstantSource behind = InstantSource.offset(InstantSource.system(), hour.negated());
        try (Opened storing = Opened.patient(SERVER.url(), ahead);
                Opened reading = Opened.patient(SERVER.url(), behind)) {
            storing.store(KEY, Opened.ARUN);
            long begun = System.nanoTime();
            Patience.until(
                    "it is older than the clocks lie apart",
                    () -> found(reading).age().isPositive());
            Duration after = Duration.ofNanos(System.nanoTime() - begun);
            Duration age = found(reading).age();
            assertTrue(after.compareTo(Duration.ofSeconds(1)) > 0, () -> "the age of " + age + " is no understatement");
            assertTrue(
                    age.plus(reading.cache().clockError()).compareTo(after) >= 0,
                    () -> "after " + after + " it is told to be " + age + " old");
        }
    }

    private static CacheEntry found(Opened opened) {
        return assertInstanceOf(Lookup.Found.class, opened.cache().read(KEY)).entry();
    }

    private static void about(Duration expected, Duration span) {
        assertTrue(span.minus(expected).abs().compareTo(ASTRAY) <= 0, () -> span + " is not about " + expected);
    }
}
