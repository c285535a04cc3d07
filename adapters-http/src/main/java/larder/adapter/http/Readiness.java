package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import larder.domain.port.HealthCheck;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Larder can answer now. All checks run at the same time; one that does not keep to its bound counts as down. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final long BOUND_SECONDS = 3;
    private static final byte[] LIVE = "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8);

    private final List<HealthCheck> checks;
    private final ExecutorService threads;

    Readiness(List<HealthCheck> checks, ExecutorService threads) {
        this.checks = List.copyOf(checks);
        this.threads = threads;
    }

    void addTo(Router router) {
        router.read("/health/live", this::live);
        router.read("/health/ready", this::ready);
    }

    private void ready(Context context) throws IOException, InterruptedException {
        List<Health> found = check();
        boolean down = found.stream().anyMatch(health -> health.state() == State.DOWN);
        boolean up = found.stream().allMatch(health -> health.state() == State.UP);
        context.status(down ? 503 : 200);
        Reply.bytes(context, json(down ? "down" : up ? "up" : "degraded", found));
    }

    private void live(Context context) throws IOException {
        Reply.bytes(context, LIVE);
    }

    private List<Health> check() throws InterruptedException {
        List<Callable<Health>> calls =
                checks.stream().<Callable<Health>>map(check -> check::check).toList();
        List<Future<Health>> futures = threads.invokeAll(calls, BOUND_SECONDS, TimeUnit.SECONDS);
        List<Health> found = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            found.add(outcome(checks.get(i).name(), futures.get(i)));
        }
        return found;
    }

    private static Health outcome(String name, Future<Health> future) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException _) {
            return new Health(State.DOWN, "the check did not answer within " + BOUND_SECONDS + " s");
        } catch (ExecutionException failed) {
            LOG.error("The health check {} failed, which none may do: report it", name, failed.getCause());
            return new Health(State.DOWN, "the check itself failed; the log says how");
        }
    }

    private byte[] json(String status, List<Health> found) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeArrayFieldStart("checks");
            for (int i = 0; i < found.size(); i++) {
                json.writeStartObject();
                json.writeStringField("name", checks.get(i).name());
                json.writeStringField("state", found.get(i).state().name().toLowerCase(Locale.ROOT));
                json.writeStringField("detail", found.get(i).detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
