package larder.adapter.http;

import static larder.adapter.http.Running.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.domain.port.HealthCheck;
import org.junit.jupiter.api.Test;

final class ReadinessTest {
    private static final HealthCheck UP = check("database", () -> health(HealthCheck.State.UP, "answers"));
    private static final HealthCheck DEGRADED =
            check("cache", () -> health(HealthCheck.State.DEGRADED, "refuses \"connections\""));
    private static final HealthCheck DOWN = check("database", () -> health(HealthCheck.State.DOWN, "is gone"));

    @Test
    void all_up_is_up() {
        assertReady(
                200,
                "{\"status\":\"up\",\"checks\":[{\"name\":\"database\",\"state\":\"up\",\"detail\":\"answers\"}]}",
                UP);
    }

    @Test
    void something_that_Larder_can_do_without_degrades() {
        assertReady(
                200,
                "{\"status\":\"degraded\",\"checks\":[{\"name\":\"database\",\"state\":\"up\",\"detail\":\"answers\"},"
                        + "{\"name\":\"cache\",\"state\":\"degraded\",\"detail\":\"refuses \\\"connections\\\"\"}]}",
                UP,
                DEGRADED);
    }

    @Test
    void something_that_Larder_needs_is_down() {
        assertReady(
                503,
                "{\"status\":\"down\",\"checks\":[{\"name\":\"cache\",\"state\":\"degraded\","
                        + "\"detail\":\"refuses \\\"connections\\\"\"},"
                        + "{\"name\":\"database\",\"state\":\"down\",\"detail\":\"is gone\"}]}",
                DEGRADED,
                DOWN);
    }

    @Test
    void nothing_to_check_is_up() {
        assertReady(200, "{\"status\":\"up\",\"checks\":[]}");
    }

    @Test
    void being_alive_asks_nobody() {
        try (Running larder = Running.with(DOWN)) {
            HttpResponse<String> alive = larder.get("/health/live");

            assertEquals(200, alive.statusCode());
            assertEquals("{\"status\":\"up\"}", alive.body());
            assertEquals("no-store", header(alive, "Cache-Control"));
        }
    }

    @Test
    void checks_run_at_the_same_time() {
        CyclicBarrier both = new CyclicBarrier(2);
        HealthCheck meeting = check("meeting", () -> {
            try {
                both.await(2, TimeUnit.SECONDS);
                return health(HealthCheck.State.UP, "met");
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                throw new IllegalStateException(alone);
            }
        });
        try (Running larder = Running.with(meeting, meeting)) {
            assertEquals(200, larder.get("/health/ready").statusCode());
        }
    }

    @Test
    void a_check_that_hangs_or_throws_is_down_and_holds_nobody_up() {
        CountDownLatch never = new CountDownLatch(1);
        HealthCheck hanging = check("hanging", () -> {
            try {
                never.await();
                return health(HealthCheck.State.UP, "impossible");
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        HealthCheck throwing = check("throwing", () -> {
            throw new IllegalStateException("secret");
        });
        assertReady(
                503,
                "{\"status\":\"down\",\"checks\":["
                        + "{\"name\":\"hanging\",\"state\":\"down\",\"detail\":\"the check did not answer within 3 s\"},"
                        + "{\"name\":\"throwing\",\"state\":\"down\",\"detail\":\"the check itself failed; the log says how\"}]}",
                hanging,
                throwing);
    }

    private static void assertReady(int status, String body, HealthCheck... checks) {
        try (Running larder = Running.with(checks)) {
            HttpResponse<String> ready = larder.get("/health/ready");

            assertEquals(status, ready.statusCode());
            assertEquals(body, ready.body());
            assertEquals("no-store", header(ready, "Cache-Control"));
            assertEquals("application/json", header(ready, "Content-Type"));
            assertTrue(larder.send("HEAD", "/health/ready", "").body().isEmpty());
        }
    }

    private static HealthCheck check(String name, Supplier<HealthCheck.Health> answer) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Health check() {
                return answer.get();
            }
        };
    }

    private static HealthCheck.Health health(HealthCheck.State state, String detail) {
        return new HealthCheck.Health(state, detail);
    }
}
