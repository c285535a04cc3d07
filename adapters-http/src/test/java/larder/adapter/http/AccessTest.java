package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import larder.application.session.Sessions.Login;
import larder.domain.session.AccountName;
import larder.domain.session.ClientAddress;
import larder.domain.session.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route that there may be, with nothing behind it, as each of those who may call it. */
final class AccessTest {
    private static final String NOBODY = "";

    private final KeptAccess access = new KeptAccess();
    private final Javalin all = Javalin.create(javalin -> {
        Router router = new Router(javalin.routes, new Guard.BySession(access.sessions(), access.limits()));
        Handler reached = context -> context.status(299);
        Access.table().keySet().forEach(route -> add(router, route, reached));
        javalin.routes.exception(
                Refused.class, (refused, context) -> Failures.answer(refused, context.req(), context.res()));
        javalin.startup.showJavalinBanner = false;
    });

    @BeforeEach
    void start() {
        all.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        all.stop();
    }

    @Test
    void what_takes_a_session_is_refused_without_one_and_with_too_small_a_role() throws IOException {
        String editor = token("ed");
        String admin = token("admin");
        for (Map.Entry<String, Access> row : Access.table().entrySet()) {
            access.forgetLimits();
            String route = row.getKey();
            assertEquals(expected(row.getValue(), 401, 401), status(route, NOBODY), route);
            assertEquals(expected(row.getValue(), 299, 403), status(route, editor), route);
            assertEquals(expected(row.getValue(), 299, 299), status(route, admin), route);
            assertEquals(expected(row.getValue(), 401, 401), status(route, editor + "x"), route);
        }
    }

    @Test
    void what_stands_below_admin_is_for_admins_and_every_other_write_is_guarded() {
        Access.table().forEach((route, who) -> {
            assertEquals(route.contains(" /admin"), who == Access.ADMIN, route);
            assertTrue(route.startsWith("GET ") || who != Access.ANYBODY, route);
        });
    }

    @Test
    void a_head_is_guarded_as_its_get() throws IOException {
        assertEquals(401, status("HEAD /admin/caches", NOBODY));
        assertEquals(403, status("HEAD /admin/caches", token("ed")));
    }

    @Test
    void a_route_that_nobody_listed_cannot_be_added() {
        assertThrows(IllegalStateException.class, () -> Access.of("DELETE", "/everything"));
    }

    @Test
    void more_writes_than_one_may_send_without_a_session_are_refused() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertEquals(299, status("POST /orders", NOBODY));
        }
        assertEquals(429, status("POST /orders", NOBODY));
        assertEquals(429, status("POST /add/", NOBODY));
        assertEquals(299, status("GET /count", NOBODY));
    }

    private static int expected(Access who, int editors, int admins) {
        return switch (who) {
            case ANYBODY, ANYBODY_AT_A_RATE, OWN_SESSION -> 299;
            case EDITOR -> editors;
            case ADMIN -> admins;
        };
    }

    private static void add(Router router, String route, Handler handler) {
        String[] parts = route.split(" ", 2);
        switch (parts[0]) {
            case "GET" -> router.read(parts[1], handler);
            case "POST" -> router.post(parts[1], handler);
            case "PUT" -> router.put(parts[1], handler);
            case "DELETE" -> router.delete(parts[1], handler);
            default -> throw new AssertionError(route);
        }
    }

    private String token(String account) {
        Login login = access.sessions()
                .logIn(
                        new AccountName(account),
                        new Password(KeptAccess.PASSWORD),
                        ClientAddress.of("127.0.0.1"),
                        Optional.empty());
        return login instanceof Login.LoggedIn in ? in.token().reveal() : "none";
    }

    private int status(String route, String token) throws IOException {
        String request = route.replaceAll("\\{[a-z]+}", "1") + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), all.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        }
    }
}
