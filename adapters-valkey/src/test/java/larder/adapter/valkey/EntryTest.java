package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry as a person sees it with {@code valkey-cli}, and what Larder makes of one that a person, or a fault, has changed. */
final class EntryTest {
    private static final String NAME = "user:101";
    private static final CacheKey KEY = Opened.KEY;
    private static final Encoded ARUN = Opened.ARUN;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Opened.LONG;

    private static final ValkeyServer SERVER = ValkeyServer.start();
    private static final Cli CLI = new Cli(SERVER.port());
    private static final Opened VALKEY = Opened.patient(SERVER.url());

    @BeforeEach
    void empty() {
        CLI.call("FLUSHALL");
    }

    @AfterAll
    static void close() {
        VALKEY.close();
        SERVER.close();
    }

    @Test
    void a_stored_value_shows_its_json_its_format_its_checksum_and_its_clocks() {
        VALKEY.store(KEY, ARUN);
        long now = Long.parseLong(CLI.line("TIME")) * 1_000;
        Map<String, String> fields = CLI.fields(NAME);
        assertEquals(
                Set.of("value", "format", "crc", "stored", "fresh_until", "stale_until", "load_us"), fields.keySet());
        assertEquals("{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}", fields.get("value"));
        assertEquals("user/1", fields.get("format"));
        assertEquals("c99492a0", fields.get("crc"));
        assertEquals("7000", fields.get("load_us"));
        long stored = Long.parseLong(fields.get("stored"));
        assertTrue(Math.abs(now - stored) < 10_000, "the clock is not the server's");
        assertEquals(stored + LONG.toMillis(), Long.parseLong(fields.get("fresh_until")));
        assertEquals(stored + 2 * LONG.toMillis(), Long.parseLong(fields.get("stale_until")));
        assertEquals(fields.get("stale_until"), CLI.line("PEXPIRETIME", NAME));
    }

    @Test
    void the_version_of_a_row_shows_as_a_number_and_one_that_is_none_is_unreadable() {
        VALKEY.store(KEY, ARUN.of(OptionalLong.of(7)));
        assertEquals("7", CLI.line("HGET", NAME, "version"));
        CLI.call("HSET", NAME, "version", "x");
        unreadable();
        VALKEY.cache().invalidateOlder(Map.of(KEY, 1L));
        assertEquals("0", CLI.line("EXISTS", NAME));
    }

    @Test
    void a_known_absence_shows_itself_in_place_of_a_value() {
        FillToken token = reserved(LONG);
        VALKEY.cache().fill(new Fill(KEY, token, new Content.Absent(), LONG, Duration.ZERO, Duration.ZERO));
        assertEquals(
                Set.of("absent", "stored", "fresh_until", "stale_until", "load_us"),
                CLI.fields(NAME).keySet());
    }

    @Test
    void a_reservation_shows_its_token_beside_the_value_and_lives_as_long_as_it_holds() {
        store(SHORT, Duration.ZERO);
        FillToken token = reserved(LONG);
        Map<String, String> fields = CLI.fields(NAME);
        assertEquals(token.value(), fields.get("token"));
        assertEquals(fields.get("token_until"), CLI.line("PEXPIRETIME", NAME));
        Patience.until("the value is past its time", () -> VALKEY.cache().read(KEY) instanceof Lookup.Missing);
        assertEquals(Fill.Outcome.STORED, VALKEY.cache().fill(filling(token)));
    }

    @Test
    void a_reservation_ends_by_the_servers_clock_although_the_value_beside_it_lives_on() {
        VALKEY.store(KEY, ARUN);
        String end = CLI.line("PEXPIRETIME", NAME);
        FillToken token = reserved(SHORT);
        assertEquals(end, CLI.line("PEXPIRETIME", NAME), "the reservation changed the value's time");
        Patience.letPass(SHORT.multipliedBy(2));
        assertEquals(Fill.Outcome.REFUSED, VALKEY.cache().fill(filling(token)));
        assertEquals(ARUN, found().content());
    }

    @Test
    void r1_a_fill_that_an_invalidation_overtook_is_refused() {
        FillToken token = reserved(LONG);
        VALKEY.invalidate(KEY);
        assertEquals(Fill.Outcome.REFUSED, VALKEY.cache().fill(filling(token)));
        assertEquals("0", CLI.line("EXISTS", NAME));
    }

    @Test
    void r3_a_loader_whose_reservation_ended_leaves_the_next_ones_value() {
        FillToken late = reserved(SHORT);
        Patience.letPass(SHORT.multipliedBy(2));
        Encoded newer = Opened.encoded("{\"id\":101,\"name\":\"Arun II\",\"email\":\"arun@example.com\"}");
        VALKEY.store(KEY, newer);
        assertEquals(Fill.Outcome.REFUSED, VALKEY.cache().fill(filling(late)));
        assertEquals(newer, found().content());
    }

    @Test
    void r10_a_reservation_that_was_evicted_and_made_anew_has_another_token() {
        FillToken evicted = reserved(LONG);
        CLI.call("DEL", NAME);
        FillToken anew = reserved(LONG);
        assertNotEquals(evicted, anew);
        assertEquals(Fill.Outcome.REFUSED, VALKEY.cache().fill(filling(evicted)));
        assertEquals(Fill.Outcome.STORED, VALKEY.cache().fill(filling(anew)));
    }

    @Test
    void r18_a_value_with_a_flipped_bit_is_unreadable_wherever_the_bit_is() {
        VALKEY.store(KEY, ARUN);
        byte[] value = ARUN.bytes();
        for (int at = 0; at < value.length; at++) {
            byte[] flipped = value.clone();
            flipped[at] ^= 1;
            CLI.call("HSET", NAME, "value", new String(flipped, StandardCharsets.ISO_8859_1));
            unreadable();
        }
    }

    @Test
    void what_somebody_else_put_at_the_key_is_unreadable_and_no_failure() {
        CLI.call("SET", NAME, "x");
        unreadable();
        CLI.call("DEL", NAME);
        CLI.call("RPUSH", NAME, "x");
        unreadable();
        CLI.call("DEL", NAME);
        CLI.call("HSET", NAME, "name", "Arun", "email", "arun@example.com");
        unreadable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "crc", "stored", "fresh_until", "stale_until", "load_us"})
    void an_entry_that_lacks_a_field_is_unreadable(String field) {
        VALKEY.store(KEY, ARUN);
        CLI.call("HDEL", NAME, field);
        unreadable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored", "fresh_until", "stale_until", "load_us"})
    void an_entry_whose_clock_is_no_number_is_unreadable(String field) {
        VALKEY.store(KEY, ARUN);
        CLI.call("HSET", NAME, field, "soon");
        unreadable();
    }

    @Test
    void unreadable_entries_are_reserved_filled_and_invalidated_like_any_other() {
        List<String[]> wrecks =
                List.of(new String[] {"SET", NAME, "x"}, new String[] {"HSET", NAME, "name", "Arun"}, new String[] {
                    "HSET", NAME, "value", "x", "fresh_until", "99999999999999", "stale_until", "soon"
                });
        for (String[] wreck : wrecks) {
            CLI.call("DEL", NAME);
            CLI.call(wreck);
            assertEquals(Fill.Outcome.STORED, VALKEY.store(KEY, ARUN));
            assertEquals(ARUN, found().content());
            CLI.call("DEL", NAME);
            CLI.call(wreck);
            VALKEY.invalidate(KEY);
            assertEquals("0", CLI.line("EXISTS", NAME));
            CLI.call(wreck);
            VALKEY.cache().invalidateOlder(Map.of(KEY, 1L));
            assertEquals("0", CLI.line("EXISTS", NAME));
        }
    }

    @Test
    void a_value_may_be_any_bytes_of_any_length() {
        byte[] bytes = new byte[300_000];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31));
        Encoded large = new Encoded("user/1", bytes);
        VALKEY.store(KEY, large);
        assertEquals(large, found().content());
        VALKEY.store(KEY, new Encoded("user/1", new byte[0]));
        assertEquals(new Encoded("user/1", new byte[0]), found().content());
    }

    @Test
    void no_probe_and_no_lock_is_left_behind() {
        VALKEY.store(KEY, ARUN);
        VALKEY.loadLock().tryAcquire(KEY, Duration.ZERO, LONG).orElseThrow().close();
        Patience.until("only the entry is left", () -> CLI.call("KEYS", "*").equals(List.of(NAME)));
    }

    private static void unreadable() {
        assertInstanceOf(Lookup.Unreadable.class, VALKEY.cache().read(KEY));
        assertInstanceOf(
                Lookup.Unreadable.class, VALKEY.cache().readAll(List.of(KEY)).get(KEY));
    }

    private static CacheEntry found() {
        return assertInstanceOf(Lookup.Found.class, VALKEY.cache().read(KEY)).entry();
    }

    private static void store(Duration freshFor, Duration staleFor) {
        VALKEY.cache().fill(new Fill(KEY, reserved(LONG), ARUN, freshFor, staleFor, Duration.ZERO));
    }

    private static FillToken reserved(Duration hold) {
        Reservation reservation = VALKEY.cache().takeOver(KEY, hold);
        return assertInstanceOf(Reservation.Granted.class, reservation).token();
    }

    private static Fill filling(FillToken token) {
        return new Fill(KEY, token, ARUN, LONG, LONG, Duration.ofMillis(7));
    }
}
