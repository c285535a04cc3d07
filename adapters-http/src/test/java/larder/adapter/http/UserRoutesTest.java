package larder.adapter.http;

import static larder.adapter.http.CacheHeaders.assertCacheStatus;
import static larder.adapter.http.Running.ARUN;
import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserRoutesTest {
    private static final String DEE = "{\"name\":\"Dee\",\"email\":\"dee@example.com\"}";

    private final Running larder = Running.open();

    @AfterEach
    void close() {
        larder.close();
    }

    @Test
    void a_user_is_answered_first_from_the_database_and_then_from_the_cache() {
        HttpResponse<String> first = larder.get("/users/101");
        HttpResponse<String> second = larder.get("/users/101");

        assertEquals(200, first.statusCode());
        assertEquals(ARUN, first.body());
        assertCacheStatus("larder; fwd=miss; stored; ttl=300", first);
        assertEquals(ARUN, second.body());
        assertCacheStatus("larder; hit; ttl=300", second);
        assertEquals("", header(first, "Age"), "it was loaded for this answer");
        assertEquals("1", header(second, "Age"), "less than a second, rounded up");
        assertEquals("application/json", header(second, "Content-Type"));
        assertEquals("51", header(second, "Content-Length"));
        assertEquals("nosniff", header(second, "X-Content-Type-Options"));
        assertEquals("", header(second, "Server"));
    }

    @Test
    void a_user_who_does_not_exist_is_a_problem_that_says_where_it_is_known_from() {
        HttpResponse<String> first = larder.get("/users/999");
        HttpResponse<String> second = larder.get("/users/999");

        assertProblem(404, "no-such-user", first);
        assertCacheStatus("larder; fwd=miss; stored; ttl=3", first);
        assertCacheStatus("larder; hit; ttl=3", second);
        assertEquals(
                "{\"type\":\"urn:larder:problem:no-such-user\",\"title\":\"There is no such user\",\"status\":404,"
                        + "\"detail\":\"no user has this id\",\"instance\":\"/users/999\","
                        + "\"request_id\":\"" + header(second, "X-Request-Id") + "\"}",
                second.body());
    }

    @Test
    void HEAD_answers_the_headers_of_GET_alone() {
        HttpResponse<String> found = larder.send("HEAD", "/users/101", "");
        HttpResponse<String> missing = larder.send("HEAD", "/users/999", "");

        assertEquals(200, found.statusCode());
        assertEquals("51", header(found, "Content-Length"));
        assertTrue(header(found, "Cache-Status").startsWith("larder; fwd=miss; stored"));
        assertEquals("", found.body());
        assertEquals(404, missing.statusCode());
        assertEquals("", missing.body());
    }

    @Test
    void several_users_come_in_the_order_of_the_question_each_once_and_without_the_missing() {
        HttpResponse<String> users = larder.get("/users?ids=102,999,101,102");

        assertEquals(200, users.statusCode());
        assertEquals("[{\"id\":102,\"name\":\"Bea\",\"email\":\"bea@example.com\"}," + ARUN + "]", users.body());
        assertCacheStatus("larder; fwd=miss; stored; ttl=3", users);
        assertCacheStatus("larder; hit; ttl=300", larder.get("/users?ids=101,102"));
        assertCacheStatus("larder; fwd=partial; stored; ttl=300", larder.get("/users?ids=101,103"));
    }

    @Test
    void several_users_of_whom_none_exists_are_an_empty_list() {
        assertEquals("[]", larder.get("/users?ids=998,999").body());
    }

    @Test
    void the_commas_between_ids_may_be_escaped() {
        assertEquals(
                larder.get("/users?ids=101,102").body(),
                larder.get("/users?ids=101%2C102").body());
    }

    @Test
    void a_hundred_ids_are_answered_and_one_more_is_refused() {
        assertEquals(200, larder.get("/users?ids=" + ids(100)).statusCode());
        assertProblem(400, "invalid-request", larder.get("/users?ids=" + ids(101)));
    }

    @Test
    void a_new_user_gets_an_id_and_an_address() {
        HttpResponse<String> created = larder.send("POST", "/users", DEE);

        assertEquals(201, created.statusCode());
        assertEquals("{\"id\":1001,\"name\":\"Dee\",\"email\":\"dee@example.com\"}", created.body());
        assertEquals("/users/1001", header(created, "Location"));
        assertEquals(created.body(), larder.get("/users/1001").body());
    }

    @Test
    void a_new_user_may_bring_an_id_that_nobody_has() {
        assertProblem(404, "no-such-user", larder.get("/users/7"));

        HttpResponse<String> created =
                larder.send("POST", "/users", "{\"id\":7,\"name\":\"Dee\",\"email\":\"dee@example.com\"}");

        assertEquals(201, created.statusCode());
        assertEquals("/users/7", header(created, "Location"));
        assertEquals(200, larder.get("/users/7").statusCode());
    }

    @Test
    void an_id_that_is_taken_is_a_conflict_and_changes_nothing() {
        HttpResponse<String> refused =
                larder.send("POST", "/users", "{\"id\":101,\"name\":\"Dee\",\"email\":\"dee@example.com\"}");

        assertProblem(409, "id-taken", refused);
        assertEquals(ARUN, larder.get("/users/101").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {DEE, "{\"id\":101,\"name\":\"Dee\",\"email\":\"dee@example.com\"}"})
    void a_change_is_answered_and_seen_by_the_next_read(String body) {
        larder.get("/users/101");

        HttpResponse<String> changed = larder.send("PUT", "/users/101", body);

        assertEquals(200, changed.statusCode());
        assertEquals("{\"id\":101,\"name\":\"Dee\",\"email\":\"dee@example.com\"}", changed.body());
        assertEquals(changed.body(), larder.get("/users/101").body());
    }

    @Test
    void a_change_of_nobody_is_not_found() {
        assertProblem(404, "no-such-user", larder.send("PUT", "/users/999", DEE));
    }

    @Test
    void a_body_with_another_id_than_the_path_changes_nothing() {
        HttpResponse<String> refused =
                larder.send("PUT", "/users/101", "{\"id\":102,\"name\":\"Dee\",\"email\":\"dee@example.com\"}");

        assertProblem(422, "invalid-value", refused);
        assertTrue(refused.body().contains("{\"field\":\"id\","), refused.body());
        assertEquals(ARUN, larder.get("/users/101").body());
    }

    @Test
    void a_user_is_removed_once() {
        larder.get("/users/101");

        HttpResponse<String> removed = larder.send("DELETE", "/users/101", "");

        assertEquals(204, removed.statusCode());
        assertEquals("", removed.body());
        assertFalse(removed.headers().firstValue("Content-Length").isPresent());
        assertProblem(404, "no-such-user", larder.get("/users/101"));
        assertProblem(404, "no-such-user", larder.send("DELETE", "/users/101", ""));
    }

    @Test
    void a_body_may_say_that_it_is_in_UTF_8() {
        HttpRequest request = HttpRequest.newBuilder(larder.uri("/users"))
                .header("Content-Type", "Application/JSON; charset=UTF-8")
                .POST(BodyPublishers.ofString("{\"name\":\"Zoë 😀\",\"email\":\"zoë@example.com\"}"))
                .build();

        HttpResponse<String> created = larder.send(request);

        assertEquals("{\"id\":1001,\"name\":\"Zoë 😀\",\"email\":\"zoë@example.com\"}", created.body());
    }

    private static String ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
