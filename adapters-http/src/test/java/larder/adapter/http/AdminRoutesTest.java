package larder.adapter.http;

import static larder.adapter.http.CacheHeaders.assertCacheStatus;
import static larder.adapter.http.Running.ARUN;
import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import larder.adapter.http.HttpConfig.Writes;
import larder.domain.port.CacheKey;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of the cache, and may take out of it. */
final class AdminRoutesTest {
    private static final String ENTRY = "/admin/caches/user/entries/101";

    private final Running larder = Running.open();

    @AfterEach
    void close() {
        larder.close();
    }

    @Test
    void a_region_is_shown_with_its_settings_and_what_this_process_counted() {
        larder.get("/users/101");
        larder.get("/users/101");
        larder.get("/users/999");

        HttpResponse<String> caches = larder.get("/admin/caches");

        assertEquals(200, caches.statusCode());
        assertEquals("no-store", header(caches, "Cache-Control"));
        assertTrue(
                caches.body()
                        .startsWith("{\"regions\":[{\"region\":\"user\",\"settings\":{\"ttl\":300.0,\"jitter\":0.0,"
                                + "\"absence_ttl\":3.0,\"early_refresh\":0.0,\"stale_if_down\":600.0,\"lock_wait\":8.0,"
                                + "\"load_deadline\":3.0,\"near\":0.0},\"events\":{\"hit\":1,\"hit_absent\":0,"
                                + "\"hit_near\":0,\"hit_stale\":0,"
                                + "\"miss_cold\":2,"),
                caches.body());
        assertTrue(caches.body().contains("\"fill_stored\":2,\"fill_refused\":0,"), caches.body());
        assertTrue(caches.body().contains("\"loads\":{\"count\":2,\"mean\":"), caches.body());
    }

    @Test
    void a_value_is_shown_with_its_clocks_and_what_a_read_would_answer() {
        larder.get("/users/101");
        larder.cache.pass(Duration.ofSeconds(7));

        HttpResponse<String> entry = larder.get(ENTRY);

        assertEquals(200, entry.statusCode());
        assertEquals("no-store", header(entry, "Cache-Control"));
        assertTrue(
                entry.body()
                        .startsWith(
                                "{\"region\":\"user\",\"key\":\"101\",\"state\":\"value\",\"format\":\"user/1\",\"version\":1,\"value\":"
                                        + ARUN + ",\"age\":7.0,\"fresh_for\":293.0,\"gone_in\":893.0,\"load_time\":"),
                entry.body());
        assertTrue(
                entry.body()
                        .endsWith(
                                ",\"reserved\":false,\"read\":{\"outcome\":\"answered\",\"why\":\"it is there, and fresh\"}}"),
                entry.body());
    }

    @Test
    void a_value_past_its_time_an_absence_and_nothing_are_told_apart() {
        assertOutcome("nothing", "loaded", larder.get(ENTRY));
        larder.get("/users/101");
        larder.get("/users/999");
        assertOutcome("absence", "answered", larder.get("/admin/caches/user/entries/999"));
        larder.cache.pass(Duration.ofSeconds(301));
        assertOutcome("value", "stands_in", larder.get(ENTRY));
        assertEquals(0.0, counted("hit_stale"), "looking counts nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"</script>\"", "{\"id\":1}{\"id\":2}", "{\"id\":", "", "[[[[[[[[[[1]]]]]]]]]]"})
    void a_value_that_is_not_one_of_JSON_is_shown_as_text(String stored) {
        keep("user/1", stored);
        HttpResponse<String> entry = larder.get(ENTRY);
        String quoted = stored.replace("\"", "\\\"");
        assertTrue(entry.body().contains("\"value\":\"" + quoted + "\",\"age\""), entry.body());
    }

    @Test
    void a_value_of_another_format_would_be_replaced() {
        keep("user/0", ARUN);
        assertOutcome("value", "replaced", larder.get(ENTRY));
    }

    @Test
    void an_entry_is_taken_out_and_the_others_stay() {
        larder.get("/users/101");
        larder.get("/users/102");

        HttpResponse<String> removed = larder.send("DELETE", ENTRY, "");

        assertEquals(204, removed.statusCode());
        assertEquals("", removed.body());
        assertCacheStatus("larder; fwd=miss; stored; ttl=300", larder.get("/users/101"));
        assertCacheStatus("larder; hit; ttl=300", larder.get("/users/102"));
    }

    @Test
    void a_region_is_cleared() {
        larder.get("/users/101");
        larder.get("/users/102");
        assertEquals(204, larder.send("DELETE", "/admin/caches/user", "").statusCode());
        assertCacheStatus("larder; fwd=miss; stored; ttl=300", larder.get("/users/101"));
        assertCacheStatus("larder; fwd=miss; stored; ttl=300", larder.get("/users/102"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "session", "User", "user%20", "%22", "..%20", "*", "user*"})
    void a_region_that_is_not_there_is_not_found_and_not_cleared(String region) {
        assertProblem(404, "no-such-region", larder.send("DELETE", "/admin/caches/" + region, ""));
        assertProblem(404, "no-such-region", larder.get("/admin/caches/" + region + "/entries/101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%00", "a%0Ab", "%7Buser%7D", "%C3%A9", "a%2Fb", "%25", "%zz", "%FF", ""})
    void a_hostile_key_is_refused(String key) {
        for (String method : new String[] {"GET", "DELETE"}) {
            String answer = larder.raw(method + " /admin/caches/user/entries/" + key);
            assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        }
    }

    @Test
    void a_key_may_be_long_and_not_longer() {
        assertEquals(
                200, larder.get("/admin/caches/user/entries/" + "k".repeat(128)).statusCode());
        assertProblem(400, "invalid-request", larder.get("/admin/caches/user/entries/" + "k".repeat(129)));
    }

    @Test
    void a_key_may_be_escaped() {
        larder.get("/users/101");
        assertEquals(
                larder.get(ENTRY).body().substring(0, 60),
                larder.get("/admin/caches/user/entries/1%301").body().substring(0, 60));
        assertOutcome("nothing", "loaded", larder.get("/admin/caches/user/entries/a:b%22%3C.."));
    }

    @Test
    void a_cache_that_is_away_is_told_of_and_forgets_nothing() {
        larder.get("/users/101");
        larder.cache.goAway();
        assertEquals(
                "{\"region\":\"user\",\"key\":\"101\",\"state\":\"unknown\",\"read\":{\"outcome\":\"loaded\","
                        + "\"why\":\"the cache does not answer\"}}",
                larder.get(ENTRY).body());
        assertProblem(503, "cache-unavailable", larder.send("DELETE", ENTRY, ""));
        assertProblem(503, "cache-unavailable", larder.send("DELETE", "/admin/caches/user", ""));
    }

    @Test
    void where_a_session_is_required_nobody_looks_and_nobody_clears() {
        try (Running closed = Running.with(Writes.SESSION_REQUIRED)) {
            closed.get("/users/101");
            for (HttpResponse<String> refused : List.of(
                    closed.get("/admin/caches"),
                    closed.get(ENTRY),
                    closed.send("DELETE", ENTRY, ""),
                    closed.send("DELETE", "/admin/caches/user", ""))) {
                assertProblem(401, "session-required", refused);
            }
            assertEquals(401, closed.send("HEAD", ENTRY, "").statusCode());
            assertCacheStatus("larder; hit; ttl=300", closed.get("/users/101"));
        }
    }

    private void keep(String format, String value) {
        Encoded encoded = new Encoded(format, value.getBytes(StandardCharsets.UTF_8));
        Duration minute = Duration.ofMinutes(1);
        larder.cache.fill(new Fill(
                new CacheKey("user", "101"), new FillToken("any"), encoded, minute, Duration.ZERO, Duration.ZERO));
    }

    private double counted(String event) {
        return larder.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("larder_cache_events_total{event=\"" + event + "\",region=\"user\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void assertOutcome(String state, String outcome, HttpResponse<String> entry) {
        assertEquals(200, entry.statusCode(), entry.body());
        assertTrue(entry.body().contains("\"state\":\"" + state + "\""), entry.body());
        assertTrue(entry.body().contains("\"outcome\":\"" + outcome + "\""), entry.body());
    }
}
