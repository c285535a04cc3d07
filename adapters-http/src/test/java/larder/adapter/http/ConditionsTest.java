package larder.adapter.http;

import static larder.adapter.http.Running.ARUN;
import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that has a tag asks, and what it is answered. */
final class ConditionsTest {
    private static final String PATH = "/users/101";
    private static final String DEE = "{\"name\":\"Dee\",\"email\":\"dee@example.com\"}";
    private static final String STALE = "\"aaaaaaaaaaaaaaaaaaaaaaaa\"";

    private final Running larder = Running.open();

    @AfterEach
    void close() {
        larder.close();
    }

    @Test
    void the_tag_is_strong_and_the_same_however_the_answer_came() {
        String loaded = tag();
        assertTrue(loaded.matches("\"[A-Za-z0-9_-]{24}\""), loaded);
        assertEquals(loaded, tag(), "from the cache");
        assertEquals(loaded, header(larder.send("HEAD", PATH, ""), "ETag"));
        larder.cache.goAway();
        assertEquals(loaded, tag(), "past the cache");
    }

    @Test
    void other_bytes_have_another_tag_even_when_the_row_was_deleted_and_inserted_again() {
        String first = tag();
        larder.send("DELETE", PATH, "");
        larder.send("POST", "/users", "{\"id\":101,\"name\":\"Dee\",\"email\":\"dee@example.com\"}");
        assertNotEquals(first, tag(), "the new row has the version that the old one had");
        larder.send("PUT", PATH, ARUN);
        assertEquals(first, tag(), "and the same bytes the same");
        assertNotEquals(header(larder.get("/users?ids=101"), "ETag"), header(larder.get("/users?ids=101,102"), "ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"x\", %s", " W/\"x\" ,%s , \"y\"", ",%s,", "*", "\"\",%s"})
    void who_has_it_already_is_told_so_without_a_body_and_without_SQL(String known) {
        HttpResponse<String> full = larder.get(PATH);
        AtomicInteger queries = new AtomicInteger();
        larder.repository.before(queries::incrementAndGet);

        HttpResponse<String> spared =
                larder.with("GET", PATH, "", "If-None-Match", known.formatted(header(full, "ETag")));

        assertEquals(304, spared.statusCode());
        assertEquals("", spared.body());
        assertEquals(0, queries.get());
        assertEquals(header(full, "ETag"), header(spared, "ETag"));
        assertEquals("public, no-cache", header(spared, "Cache-Control"));
        assertEquals("1", header(spared, "Age"));
        assertFalse(header(spared, "Date").isEmpty());
        assertTrue(header(spared, "Cache-Status").startsWith("larder; hit"));
        assertEquals("", header(spared, "Content-Type"), "there is no content");
        assertEquals("", header(spared, "Content-Length"));
    }

    @Test
    void several_lines_are_one_list_and_a_head_is_spared_as_well() {
        String tag = tag();
        assertEquals(
                304,
                larder.with("GET", PATH, "", "If-None-Match", STALE, "If-None-Match", tag)
                        .statusCode());
        assertEquals(304, larder.with("HEAD", PATH, "", "If-None-Match", tag).statusCode());
        String list = header(larder.get("/users?ids=101,102"), "ETag");
        HttpResponse<String> spared = larder.with("GET", "/users?ids=101,102", "", "If-None-Match", list);
        assertEquals(304, spared.statusCode());
        assertEquals("Accept-Encoding", header(spared, "Vary"));
    }

    @Test
    void who_has_an_older_one_gets_the_new_one() {
        String old = tag();
        larder.send("PUT", PATH, DEE);
        HttpResponse<String> fresh = larder.with("GET", PATH, "", "If-None-Match", old);
        assertEquals(200, fresh.statusCode());
        assertTrue(fresh.body().contains("Dee"), fresh.body());
    }

    @Test
    void what_is_not_there_is_not_found_whatever_the_condition() {
        for (String header : List.of("If-None-Match", "If-Match")) {
            assertProblem(404, "no-such-user", larder.with("GET", "/users/999", "", header, "*"));
            assertProblem(404, "no-such-user", larder.with("PUT", "/users/999", DEE, header, "*"));
            assertProblem(404, "no-such-user", larder.with("DELETE", "/users/999", "", header, "*"));
        }
    }

    @Test
    void a_read_that_is_meant_for_another_state_fails() {
        HttpResponse<String> failed = larder.with("GET", PATH, "", "If-Match", STALE);
        assertProblem(412, "precondition-failed", failed);
        assertEquals("no-store", header(failed, "Cache-Control"));
        assertEquals(ARUN, larder.with("GET", PATH, "", "If-Match", tag()).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "abc",
                "\"abc",
                "abc\"",
                "w/\"abc\"",
                "W/abc",
                "W/ \"abc\"",
                "\"a\" \"b\"",
                "\"a\"b",
                "*, *",
                "\"a\",*",
                "**",
                "'abc'",
                "\"a b\"",
                "\"a\"; \"b\"",
                "\"a\",b"
            })
    void a_condition_that_cannot_be_read_is_refused_and_changes_nothing(String rubbish) {
        for (String header : List.of("If-None-Match", "If-Match")) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                String body = method.equals("PUT") ? DEE : "";
                HttpResponse<String> refused = larder.with(method, PATH, body, header, rubbish);
                assertProblem(400, "invalid-request", refused);
                assertTrue(refused.body().contains("\"detail\":\"" + header + " is * or a list"), refused.body());
            }
        }
        assertEquals(ARUN, larder.get(PATH).body());
    }

    @Test
    void a_long_list_is_read() {
        String many =
                String.join(",", Stream.generate(() -> "\"x\"").limit(1_500).toList());
        assertEquals(
                304,
                larder.with("GET", PATH, "", "If-None-Match", many + "," + tag())
                        .statusCode());
    }

    @Test
    void a_change_that_is_meant_for_what_is_there_is_made_and_answers_the_next_tag() {
        HttpResponse<String> changed = larder.with("PUT", PATH, DEE, "If-Match", STALE + ", " + tag());
        assertEquals(200, changed.statusCode());
        assertEquals(PATH, header(changed, "Content-Location"));
        assertEquals("no-store", header(changed, "Cache-Control"));
        assertEquals(tag(), header(changed, "ETag"));
        assertEquals(
                200,
                larder.with("PUT", PATH, ARUN, "If-Match", header(changed, "ETag"))
                        .statusCode());
        assertEquals(200, larder.with("PUT", PATH, DEE, "If-Match", "*").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"If-Match, old", "If-Match, weak", "If-None-Match, current", "If-None-Match, weak", "If-None-Match, *"})
    void a_write_that_is_meant_for_another_state_fails_and_changes_nothing(String header, String which) {
        String current = tag();
        String value = switch (which) {
            case "old" -> STALE;
            case "weak" -> "W/" + current;
            case "current" -> current;
            default -> "*";
        };
        assertProblem(412, "precondition-failed", larder.with("PUT", PATH, DEE, header, value));
        assertProblem(412, "precondition-failed", larder.with("DELETE", PATH, "", header, value));
        assertEquals(ARUN, larder.get(PATH).body());
    }

    @Test
    void a_removal_that_is_meant_for_what_is_there_is_made() {
        assertEquals(204, larder.with("DELETE", PATH, "", "If-Match", tag()).statusCode());
        assertEquals(404, larder.get(PATH).statusCode());
    }

    @Test
    void a_write_is_held_against_the_database_and_not_against_the_cache() {
        String cached = tag();
        larder.repository.change(
                new UserId(101),
                old -> new User(old.id(), new UserName("Elsewhere"), new EmailAddress("else@example.com")));
        assertEquals(cached, tag(), "the cache is behind");
        assertProblem(412, "precondition-failed", larder.with("PUT", PATH, DEE, "If-Match", cached));
        assertEquals(
                "Elsewhere", larder.repository.kept(101).orElseThrow().name().value());

        assertEquals(200, larder.with("PUT", PATH, DEE, "If-Match", tag()).statusCode());
    }

    @Test
    void of_two_writers_with_the_same_tag_exactly_one_wins() {
        String tag = tag();
        CyclicBarrier both = new CyclicBarrier(2);
        larder.repository.before(() -> pass(both));
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> larder.with("PUT", PATH, DEE, "If-Match", tag));
        HttpResponse<String> second =
                larder.with("PUT", PATH, "{\"name\":\"Eve\",\"email\":\"eve@example.com\"}", "If-Match", tag);
        List<Integer> ends = Stream.of(first.join().statusCode(), second.statusCode())
                .sorted()
                .toList();
        assertEquals(List.of(200, 412), ends);
        HttpResponse<String> winner = second.statusCode() == 200 ? second : first.join();
        larder.repository.before(() -> {});
        assertEquals(winner.body(), larder.get(PATH).body());
    }

    @Test
    void a_new_user_comes_with_its_tag() {
        HttpResponse<String> made = larder.send("POST", "/users", DEE);
        assertEquals(header(made, "Location"), header(made, "Content-Location"));
        assertEquals(header(larder.get(header(made, "Location")), "ETag"), header(made, "ETag"));
    }

    private String tag() {
        return header(larder.get(PATH), "ETag");
    }

    private static void pass(CyclicBarrier both) {
        try {
            both.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the other did not come", alone);
        }
    }
}
