package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Who may do what, at two processes over one database of one make and one Valkey. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AccessTests {
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** Wrong passwords for one name at once, and the time in which one more comes back. */
    private static final int ATTEMPTS = 5;

    private static final Duration REFILL = Duration.ofSeconds(12);
    private static final String PASSWORD = "correct horse battery staple";
    private static final String LOGIN = "{\"name\":\"admin\",\"password\":\"" + PASSWORD + "\"}";

    private final SqlServer server;
    private final ValkeyServer valkey = ValkeyServer.start();
    private LarderProcess here;
    private LarderProcess elsewhere;

    AccessTests(SqlServer server) {
        this.server = server;
    }

    @BeforeAll
    void start() {
        Map<String, String> settings = Map.of(
                "LARDER_AUTH",
                "required",
                "LARDER_ADMIN_PASSWORD",
                PASSWORD,
                "LARDER_DATABASE_URL",
                server.freshDatabase(),
                "LARDER_VALKEY_URL",
                valkey.url() + "?deadline=2000");
        here = LarderProcess.start(settings);
        elsewhere = LarderProcess.start(settings);
        Eventually.holds(
                "the account is made",
                BOUND,
                () -> (here.log() + " " + elsewhere.log()).contains("account admin was made"));
        List.of(here, elsewhere)
                .forEach(process -> Eventually.holds(
                        "ready",
                        BOUND,
                        () -> process.get("/health/ready").body().startsWith("{\"status\":\"up\"")));
    }

    @AfterAll
    void stop() {
        here.close();
        elsewhere.close();
        valkey.close();
        server.close();
    }

    @Test
    void admin_logs_in_changes_a_user_by_bearer_and_by_cookie_and_after_the_log_out_a_replay_is_refused() {
        HttpResponse<String> login = here.post("/sessions", LOGIN);
        assertEquals(201, login.statusCode(), login.body());
        String token = token(login);
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
        assertEquals(401, here.post("/users", user("Nobody")).statusCode(), "without a session nobody writes");

        HttpResponse<String> made = here.send("POST", "/users", user("Arun"), "Authorization", "Bearer " + token);
        assertEquals(201, made.statusCode(), made.body());
        String address = made.headers().firstValue("Location").orElseThrow();
        assertEquals(
                200,
                elsewhere
                        .send("PUT", address, user("Bearer"), "Authorization", "Bearer " + token)
                        .statusCode());
        assertTrue(here.get(address).body().contains("Bearer"));
        assertEquals(
                200,
                elsewhere.send("PUT", address, user("Cookie"), "Cookie", cookie).statusCode());
        assertTrue(here.get(address).body().contains("Cookie"));

        assertEquals(
                204,
                elsewhere
                        .send("DELETE", "/sessions/current", "", "Cookie", cookie)
                        .statusCode());

        for (LarderProcess process : List.of(here, elsewhere)) {
            assertEquals(
                    401,
                    process.send("PUT", address, user("Replay"), "Cookie", cookie)
                            .statusCode());
            assertEquals(
                    401,
                    process.send("PUT", address, user("Replay"), "Authorization", "Bearer " + token)
                            .statusCode());
        }
        assertTrue(here.get(address).body().contains("Cookie"));
    }

    @Test
    void who_logs_out_everywhere_is_logged_out_at_every_process() {
        String one = token(here.post("/sessions", LOGIN));
        String other = token(elsewhere.post("/sessions", LOGIN));
        assertEquals(
                204,
                here.send("DELETE", "/sessions", "", "Authorization", "Bearer " + one)
                        .statusCode());
        assertEquals(401, current(elsewhere, one));
        assertEquals(401, current(here, other));
        assertEquals(200, current(here, token(elsewhere.post("/sessions", LOGIN))));
    }

    @Test
    void wrong_passwords_are_counted_by_all_processes_together() {
        String wrong = "{\"name\":\"nobody\",\"password\":\"wrong\"}";
        long began = System.nanoTime();
        int checked = 0;
        Set<LarderProcess> limiting = new HashSet<>();
        for (int i = 0; i < 4 * ATTEMPTS && limiting.size() < 2; i++) {
            LarderProcess process = i % 2 == 0 ? here : elsewhere;
            HttpResponse<String> answer = process.post("/sessions", wrong);
            if (answer.statusCode() == 401) {
                checked++;
                continue;
            }
            assertEquals(429, answer.statusCode(), answer.body());
            long wait =
                    Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(wait >= 1 && wait <= REFILL.toSeconds(), () -> "wait " + wait);
            limiting.add(process);
        }
        assertEquals(2, limiting.size(), "processes that limit");
        long refilled = (System.nanoTime() - began) / REFILL.toNanos() + 1;
        assertTrue(
                checked >= ATTEMPTS && checked <= ATTEMPTS + refilled,
                checked + " passwords were looked at, and " + refilled + " more than " + ATTEMPTS + " may be");
    }

    @Test
    void while_valkey_is_down_a_session_is_unavailable_and_an_order_is_counted_by_the_process_alone() {
        String token = token(here.post("/sessions", LOGIN));
        valkey.kill();
        try {
            HttpResponse<String> unavailable =
                    here.send("POST", "/users", user("Arun"), "Authorization", "Bearer " + token);
            assertEquals(503, unavailable.statusCode(), unavailable.body());
            assertTrue(unavailable.headers().firstValue("Retry-After").isPresent());
            assertEquals(503, current(elsewhere, token));
            assertEquals(503, here.post("/sessions", LOGIN).statusCode());
            assertEquals(400, here.post("/orders", "{}").statusCode(), "an order needs no session");
            assertEquals(404, here.get("/users/404404").statusCode(), "nor does a read");
        } finally {
            valkey.restart();
        }
        Eventually.holds("sessions are known again", BOUND, () -> current(here, token) != 503);
        assertEquals(201, here.post("/sessions", LOGIN).statusCode());
    }

    @Test
    void the_log_tells_of_logins_and_holds_no_secret() {
        String token = token(here.post("/sessions", LOGIN));
        String log = String.join("\n", here.log());
        assertTrue(log.contains("admin logged in from 127.0.0.1"), log);
        assertFalse(log.contains(PASSWORD) || log.contains(token), log);
    }

    private static int current(LarderProcess process, String token) {
        return process.send("GET", "/sessions/current", "", "Authorization", "Bearer " + token)
                .statusCode();
    }

    private static String token(HttpResponse<String> login) {
        assertEquals(201, login.statusCode(), login.body());
        return login.body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
    }

    private static String user(String name) {
        return "{\"name\":\"" + name + "\",\"email\":\"arun@example.com\"}";
    }
}
