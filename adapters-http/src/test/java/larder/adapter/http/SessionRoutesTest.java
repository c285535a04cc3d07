package larder.adapter.http;

import static larder.adapter.http.Running.assertProblem;
import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import larder.domain.session.AccountName;
import larder.domain.session.Role;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionRoutesTest {
    private static final String CHANGE = "{\"name\":\"Dee\",\"email\":\"dee@example.com\"}";

    private final KeptAccess access = new KeptAccess();
    private final Running larder = Running.with(access.sessions(), access.limits());

    @AfterEach
    void close() {
        larder.close();
    }

    @Test
    void who_logs_in_gets_a_token_and_the_same_in_a_cookie() {
        HttpResponse<String> answer = logIn("admin", KeptAccess.PASSWORD);

        assertEquals(201, answer.statusCode());
        String token = token(answer);
        assertTrue(token.matches("admin\\.[A-Za-z0-9_-]{43}"), token);
        assertEquals(
                "{\"token\":\"" + token
                        + "\",\"account\":\"admin\",\"role\":\"admin\",\"expires_in\":3600,\"ends_in\":43200}",
                answer.body());
        assertEquals("larder-session=" + token + "; Path=/; HttpOnly; SameSite=Strict", header(answer, "Set-Cookie"));
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertEquals("/sessions/current", header(answer, "Location"));
    }

    @Test
    void a_session_writes_by_bearer_and_by_cookie() {
        String token = token(logIn("ed", KeptAccess.PASSWORD));

        assertEquals(200, change("Authorization", "Bearer " + token).statusCode());
        assertEquals(200, change("Authorization", "bearer  " + token).statusCode());
        assertEquals(
                200, change("Cookie", "a=b; larder-session=" + token + "; c=d").statusCode());
        HttpResponse<String> current = current("Authorization", "Bearer " + token);
        assertEquals("{\"account\":\"ed\",\"role\":\"editor\",\"expires_in\":3600,\"ends_in\":43200}", current.body());
        assertEquals("no-store", header(current, "Cache-Control"));
    }

    @Test
    void fixation_an_id_that_was_held_before_the_login_is_dead_after_it() {
        String planted = token(logIn("ed", KeptAccess.PASSWORD));
        String made =
                SessionToken.next(new AccountName("admin"), new SecureRandom()).reveal();

        for (String held : new String[] {planted, made}) {
            HttpResponse<String> answer =
                    send("POST", "/sessions", body("admin", KeptAccess.PASSWORD), "Cookie", "larder-session=" + held);

            assertEquals(201, answer.statusCode());
            assertNotEquals(held, token(answer));
            assertProblem(401, "session-required", current("Authorization", "Bearer " + held));
        }
    }

    @Test
    void a_login_that_fails_ends_nothing() {
        String token = token(logIn("ed", KeptAccess.PASSWORD));
        send("POST", "/sessions", body("ed", "wrong"), "Cookie", "larder-session=" + token);

        assertEquals(200, current("Authorization", "Bearer " + token).statusCode());
    }

    @Test
    void replay_after_a_log_out_is_refused() {
        String token = token(logIn("admin", KeptAccess.PASSWORD));
        HttpResponse<String> out = send("DELETE", "/sessions/current", "", "Cookie", "larder-session=" + token);

        assertEquals(204, out.statusCode());
        assertEquals("larder-session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", header(out, "Set-Cookie"));
        assertProblem(401, "session-required", current("Authorization", "Bearer " + token));
        assertProblem(401, "session-required", change("Cookie", "larder-session=" + token));
        assertEquals("Bearer", header(change("Authorization", "Bearer " + token), "WWW-Authenticate"));
    }

    @Test
    void to_log_out_everywhere_ends_every_session_of_the_account_and_no_other() {
        String one = token(logIn("admin", KeptAccess.PASSWORD));
        String two = token(logIn("admin", KeptAccess.PASSWORD));
        String other = token(logIn("ed", KeptAccess.PASSWORD));

        assertEquals(
                204,
                send("DELETE", "/sessions", "", "Authorization", "Bearer " + one)
                        .statusCode());

        assertEquals(401, current("Authorization", "Bearer " + one).statusCode());
        assertEquals(401, current("Authorization", "Bearer " + two).statusCode());
        assertEquals(200, current("Authorization", "Bearer " + other).statusCode());
    }

    /** But for the name of its request, which each has for itself. */
    private static String unnamed(HttpResponse<String> problem) {
        return problem.body().replace(header(problem, "X-Request-Id"), "");
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_refused_alike() {
        HttpResponse<String> wrong = logIn("admin", "wrong");
        HttpResponse<String> unknown = logIn("nobody", KeptAccess.PASSWORD);

        assertProblem(401, "login-refused", wrong);
        assertEquals(unnamed(wrong), unnamed(unknown));
        assertEquals(wrong.headers().map().keySet(), unknown.headers().map().keySet());
        assertEquals(0, access.count());
    }

    @Test
    void after_five_wrong_passwords_the_account_has_to_wait_even_with_the_right_one() {
        for (int i = 0; i < 20; i++) {
            assertEquals(201, logIn("admin", KeptAccess.PASSWORD).statusCode(), "the right one does not count");
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(401, logIn("admin", "wrong").statusCode());
        }
        HttpResponse<String> limited = logIn("admin", KeptAccess.PASSWORD);

        assertProblem(429, "too-many-requests", limited);
        assertEquals("6", header(limited, "Retry-After"));
        assertEquals(201, logIn("ed", KeptAccess.PASSWORD).statusCode());
    }

    @Test
    void after_ten_wrong_passwords_the_address_has_to_wait_whatever_the_account() {
        for (int i = 0; i < 10; i++) {
            assertEquals(401, logIn("nobody-" + i, "wrong").statusCode());
        }
        assertProblem(429, "too-many-requests", logIn("ed", KeptAccess.PASSWORD));
    }

    @Test
    void a_store_that_does_not_answer_is_unavailable_and_never_logged_out() {
        String token = token(logIn("admin", KeptAccess.PASSWORD));
        access.goAway();
        for (HttpResponse<String> failed : List.of(
                logIn("admin", KeptAccess.PASSWORD),
                current("Authorization", "Bearer " + token),
                change("Cookie", "larder-session=" + token),
                send("DELETE", "/sessions/current", "", "Authorization", "Bearer " + token),
                send("DELETE", "/sessions", "", "Authorization", "Bearer " + token))) {
            assertProblem(503, "sessions-unavailable", failed);
            assertEquals("1", header(failed, "Retry-After"));
            assertFalse(failed.body().contains("secret"), failed.body());
        }
        assertEquals(200, larder.get("/users/101").statusCode(), "who needs no session is not concerned");
        assertProblem(401, "session-required", larder.send("DELETE", "/users/101", ""));
    }

    @Test
    void what_an_account_may_do_counts_from_the_next_request_on() {
        String token = token(logIn("admin", KeptAccess.PASSWORD));
        access.demote("admin");
        assertTrue(current("Authorization", "Bearer " + token).body().contains("\"role\":\"editor\""));
        access.put("admin", KeptAccess.PASSWORD, Role.ADMIN);
        assertEquals(
                401, current("Authorization", "Bearer " + token).statusCode(), "a password was set, were it the same");
        String next = token(logIn("admin", KeptAccess.PASSWORD));
        access.delete("admin");
        assertEquals(401, change("Authorization", "Bearer " + next).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-Fetch-Site | cross-site            | 403",
                "Sec-Fetch-Site | same-site             | 403",
                "Sec-Fetch-Site | same-origin           | 200",
                "Sec-Fetch-Site | none                  | 200",
                "Origin         | http://evil.example   | 403",
                "Origin         | null                  | 403",
                "Origin         | http://HOST.evil      | 403",
                "Origin         | http://HOST           | 200",
                "Origin         | https://HOST          | 200"
            })
    void a_cookie_counts_only_for_pages_of_this_site(String name, String value, int status) {
        String token = token(logIn("ed", KeptAccess.PASSWORD));
        String host = larder.api.address().getAuthority();
        String said = value.replace("HOST", host);

        assertEquals(
                status, change("Cookie", "larder-session=" + token, name, said).statusCode());
        assertEquals(
                status == 200 ? 201 : 403,
                send("POST", "/sessions", body("ed", KeptAccess.PASSWORD), name, said)
                        .statusCode(),
                "nobody is logged in by another site either");
        assertEquals(
                200, change("Authorization", "Bearer " + token, name, said).statusCode(), "no site can send a bearer");
        assertEquals(
                200, current("Cookie", "larder-session=" + token, name, said).statusCode(), "to look is safe");
    }

    @Test
    void what_can_be_understood_in_two_ways_is_refused() {
        String token = token(logIn("ed", KeptAccess.PASSWORD));
        String cookie = "Cookie: larder-session=" + token;
        String bearer = "Authorization: Bearer " + token;
        assertStatus(200, larder.raw("GET /sessions/current", cookie));
        assertStatus(400, larder.raw("GET /sessions/current", cookie + "; larder-session=" + token));
        assertStatus(400, larder.raw("GET /sessions/current", cookie, cookie));
        assertStatus(400, larder.raw("GET /sessions/current", cookie, "Cookie: larder-session=x"));
        assertStatus(400, larder.raw("GET /sessions/current", bearer, bearer));
        assertStatus(400, larder.raw("GET /sessions/current", bearer, "Authorization: Basic YTpi"));
        assertStatus(401, larder.raw("GET /sessions/current", "Authorization: Bearer x", cookie));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: Basic TOKEN",
                "Authorization: TOKEN",
                "Authorization: Bearer TOKEN TOKEN",
                "Authorization: Bearer TOKEN,",
                "Authorization: Bearer TOKEN.x",
                "Authorization: Bearer TOKENx",
                "Authorization: Bearer x.TOKEN",
                "Authorization: Bearer *",
                "Authorization: Bearer {session:ed}:x",
                "Authorization: Bearer ed.\u00e9\u00e9",
                "Authorization: Bearer %2e%2e",
                "Cookie: larder-session=\"TOKEN\"",
                "Cookie: larder-session",
                "Cookie: larder-session=",
                "Cookie: LARDER-SESSION=TOKEN",
                "Cookie: __Host-larder-session=TOKEN",
                "Cookie: xlarder-session=TOKEN",
                "Cookie: larder-session=TOKEN=",
                "X-Token: TOKEN"
            })
    void what_is_no_token_is_no_session(String shown) {
        String token = token(logIn("ed", KeptAccess.PASSWORD));

        assertStatus(401, larder.raw("GET /sessions/current", shown.replace("TOKEN", token)));
    }

    @Test
    void an_authorization_of_any_length_is_refused() {
        assertStatus(401, larder.raw("GET /sessions/current", "Authorization: Bearer " + "x".repeat(7_000)));
        assertStatus(431, larder.raw("GET /sessions/current", "Authorization: Bearer " + "x".repeat(9_000)));
        assertStatus(401, larder.raw("GET /sessions/current", "Cookie: " + ";".repeat(7_000)));
    }

    @Test
    void a_body_that_is_refused_unread_closes_its_connection_and_says_so() {
        String begun = "PUT /users/101 HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{";

        String answer = larder.raw(begun.getBytes(StandardCharsets.US_ASCII));

        assertStatus(401, answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    }

    @Test
    void a_token_in_an_address_is_none() {
        String token = token(logIn("ed", KeptAccess.PASSWORD));
        assertProblem(400, "invalid-request", larder.get("/sessions/current?token=" + token));
        assertEquals(401, larder.get("/sessions/current").statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                              | 400",
                "[]                                              | 400",
                "{\"name\":\"admin\"}                            | 400",
                "{\"name\":1,\"password\":\"x\"}                 | 400",
                "{\"name\":\"admin\",\"password\":null}          | 400",
                "{\"name\":\"admin\",\"password\":[\"x\"]}       | 400",
                "{\"name\":\"admin\",\"password\":\"x\",\"role\":\"admin\"} | 400",
                "{\"name\":\"admin\",\"password\":\"x\",\"password\":\"y\"} | 400",
                "{\"name\":\"Admin\",\"password\":\"x\"}         | 422",
                "{\"name\":\"\",\"password\":\"x\"}              | 422",
                "{\"name\":\"a}:{b\",\"password\":\"x\"}         | 422",
                "{\"name\":\"admin\",\"password\":\"\"}          | 422",
                "{\"name\":\"admin\",\"password\":\"LONG\"}      | 422"
            })
    void a_body_that_is_no_login_is_refused(String body, int status) {
        HttpResponse<String> refused = larder.send("POST", "/sessions", body.replace("LONG", "geheim".repeat(100)));

        assertEquals(status, refused.statusCode(), refused.body());
        assertEquals("no-store", header(refused, "Cache-Control"));
        assertFalse(refused.body().contains("geheim"), refused.body());
    }

    private HttpResponse<String> logIn(String name, String password) {
        return larder.send("POST", "/sessions", body(name, password));
    }

    private HttpResponse<String> current(String... headers) {
        return send("GET", "/sessions/current", "", headers);
    }

    private HttpResponse<String> change(String... headers) {
        return send("PUT", "/users/101", CHANGE, headers);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return larder.send(HttpRequest.newBuilder(larder.uri(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .headers(headers)
                .build());
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    private static String body(String name, String password) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    private static String token(HttpResponse<String> answer) {
        return answer.body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
    }
}
