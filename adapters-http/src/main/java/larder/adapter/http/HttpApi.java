package larder.adapter.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import larder.application.user.Users;
import larder.domain.port.CacheStats;
import larder.domain.port.Codec;
import larder.domain.port.HealthCheck;
import larder.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * Larder's HTTP API. Opened, it counts; started, it listens; closed, it has let running requests finish and holds no thread.
 */
public final class HttpApi implements AutoCloseable {
    private final HttpConfig config;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CacheStats cacheStats = new MeteredCacheStats(registry);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Javalin server;

    private HttpApi(HttpConfig config) {
        this.config = config;
    }

    public static HttpApi open(HttpConfig config) {
        return new HttpApi(config);
    }

    /** The stored form of a user, which is also the answered one: format {@code user/1}. */
    public static Codec<User> userCodec() {
        return new UserJson();
    }

    /** Where caches count; shown by {@code /metrics}. */
    public CacheStats cacheStats() {
        return cacheStats;
    }

    /**
     * Begins to listen.
     *
     * @throws IllegalStateException when it was started before
     */
    public synchronized void start(Users users, List<HealthCheck> checks) {
        if (server != null) {
            throw new IllegalStateException("an HTTP API starts once");
        }
        server = Javalin.create(javalin -> configure(javalin, users, checks)).start(config.host(), config.port());
    }

    /** The port that it listens on. */
    public int port() {
        return started().port();
    }

    /** Where it can be reached, as {@code http://127.0.0.1:8000}. */
    public URI address() {
        return URI.create("http://" + config.host() + ":" + port());
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
        }
        threads.shutdownNow();
        registry.close();
    }

    private synchronized Javalin started() {
        if (server == null) {
            throw new IllegalStateException("the HTTP API was not started");
        }
        return server;
    }

    private void configure(JavalinConfig javalin, Users users, List<HealthCheck> checks) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.defaultContentType = "application/json";
        javalin.http.prefer405over404 = true;
        javalin.router.ignoreTrailingSlashes = false;
        RoutesConfig routes = javalin.routes;
        UserRoutes userRoutes = new UserRoutes(users);
        Readiness readiness = new Readiness(checks, threads);
        routes.get(UserRoutes.ONE, userRoutes::find);
        routes.get("/health/live", readiness::live);
        routes.get("/health/ready", readiness::ready);
        routes.get("/metrics", context -> {
            context.contentType("text/plain; version=0.0.4; charset=utf-8");
            context.result(registry.scrape());
        });
        routes.exception(Exception.class, Failures::answer);
    }
}
