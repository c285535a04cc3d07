package larder.adapter.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.DefaultTasks;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import larder.application.freshness.Freshness;
import larder.application.freshness.Relay;
import larder.application.limit.Limits;
import larder.application.near.NearFollower;
import larder.application.readthrough.Regions;
import larder.application.session.Sessions;
import larder.domain.catalogue.Product;
import larder.domain.order.Order;
import larder.domain.port.CacheStats;
import larder.domain.port.Codec;
import larder.domain.port.HealthCheck;
import larder.domain.port.ViewStats;
import larder.domain.report.WeeklySales;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.Employee;
import larder.domain.user.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Larder's HTTP API. Opened, it counts; started, it listens; closed, it has let running requests finish and holds no thread.
 */
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private final HttpConfig config;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ViewStats viewStats = new MeteredViewStats(registry);
    private final MeteredCacheStats cacheStats = new MeteredCacheStats(registry);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Javalin server;
    private volatile int port;

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

    /** The stored form of an order, which is also the answered one: format {@code order/1}. */
    public static Codec<Order> orderCodec() {
        return new OrderJson();
    }

    /** The stored form of a count, which is also the answered one: format {@code count/1}. */
    public static Codec<Long> countCodec() {
        return new CountJson();
    }

    /** The stored form of an employee, which is also the answered one: format {@code employee/1}. */
    public static Codec<Employee> employeeCodec() {
        return new EmployeeJson();
    }

    /** The stored form of the directory, which is also the answered one: format {@code directory/1}. */
    public static Codec<List<DirectoryEntry>> directoryCodec() {
        return new DirectoryJson();
    }

    /** The stored form of a product, which is also the answered one: format {@code product/1}. */
    public static Codec<Product> productCodec() {
        return new ProductJson();
    }

    /** The stored form of weekly sales, which is also the answered one: format {@code sales/1}. */
    public static Codec<WeeklySales> salesCodec() {
        return new SalesJson();
    }

    /**
     * {@code /admin/caches}, with what this process counts.
     *
     * @param cache tells how the cache is; empty for one that cannot be away
     */
    public Routes admin(Regions regions, Optional<HealthCheck> cache) {
        return new AdminRoutes(regions, cacheStats, Optional.empty(), cache);
    }

    /** The same, with what the relay has proven. */
    public Routes admin(Regions regions, Freshness freshness, Optional<HealthCheck> cache) {
        return new AdminRoutes(regions, cacheStats, Optional.of(freshness), cache);
    }

    /** Shows what a relay does under {@code /metrics}; once. */
    public void measure(Relay relay) {
        MeteredRelay.register(relay, registry);
    }

    /** The same of who follows the feed of what was forgotten; once. */
    public void measure(NearFollower follower) {
        MeteredNear.register(follower, registry);
    }

    /** Where caches count; shown by {@code /metrics} and {@code /admin/caches}. */
    public CacheStats cacheStats() {
        return cacheStats;
    }

    /** Where what becomes of views is counted; shown by {@code /metrics}. */
    public ViewStats viewStats() {
        return viewStats;
    }

    /**
     * The same without logging in: what takes a session is open to everybody or to nobody.
     *
     * @throws IllegalStateException when it was started before
     */
    public void start(List<Routes> routes, List<HealthCheck> checks) {
        start(routes, checks, new Guard.Shut());
    }

    /**
     * Begins to listen, to log in and out, and to count.
     *
     * @throws java.io.UncheckedIOException when it cannot listen there, with a sentence for who set the address
     * @throws IllegalStateException when it was started before
     */
    public void start(List<Routes> routes, List<HealthCheck> checks, Sessions sessions, Limits limits) {
        List<Routes> all = Stream.concat(routes.stream(), Stream.of(new SessionRoutes(sessions)))
                .toList();
        start(all, checks, new Guard.BySession(sessions, limits));
    }

    private synchronized void start(List<Routes> routes, List<HealthCheck> checks, Guard shut) {
        if (server != null) {
            throw new IllegalStateException("an HTTP API starts once");
        }
        Guard guard = switch (config.writes()) {
            case OPEN -> new Guard.Open();
            case SESSION_REQUIRED -> shut;
        };
        server = Javalin.create(javalin -> configure(javalin, routes, checks, guard));
        port = Listening.begin(server, config);
    }

    /**
     * The port that it listens on.
     *
     * @throws IllegalStateException when it was not started
     */
    public int port() {
        if (port == 0) {
            throw new IllegalStateException("the HTTP API was not started");
        }
        return port;
    }

    /** Where it can be reached, as {@code http://127.0.0.1:8000}. */
    public URI address() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return URI.create("http://" + host + ":" + port());
    }

    @Override
    public synchronized void close() {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (JavalinException cutOff) {
            LOG.warn(
                    "Some requests had not ended {} s after the stop and were cut off",
                    Transport.STOP.toSeconds(),
                    cutOff);
        } finally {
            threads.shutdownNow();
            registry.close();
        }
    }

    private void configure(JavalinConfig javalin, List<Routes> routes, List<HealthCheck> checks, Guard guard) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        // A thread that reminds of a server that was never started.
        javalin.startup.startupWatcherEnabled = false;
        // A virtual thread lives for one request, so that what waits for a cache or a database blocks nobody else.
        javalin.concurrency.useVirtualThreads = true;
        // Compressed is only what is large and public, and once: see Representation.
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        // Set by Javalin before each handler anyway, so that no route has to set it again.
        javalin.http.defaultContentType = "application/json";
        javalin.http.prefer405over404 = true;
        javalin.router.ignoreTrailingSlashes = false;
        onlyRoutes(javalin);
        Transport.configure(javalin, config, threads);
        add(routes, new Router(javalin.routes, guard), new Readiness(checks, threads));
        answerFailures(javalin);
    }

    // Java warns of every array of a generic type; this one is made for the call and only read by it.
    @SuppressWarnings("unchecked")
    private static void onlyRoutes(JavalinConfig javalin) {
        // Of Javalin's six steps only the one that calls the route: there are no handlers before or after it.
        javalin.requestLifeCycle(DefaultTasks.INSTANCE.getHTTP());
    }

    private void add(List<Routes> all, Router router, Readiness readiness) {
        all.forEach(each -> each.addTo(router));
        readiness.addTo(router);
        router.read("/metrics", "text/plain", this::metrics);
        router.read("/openapi.json", OpenApi::show);
        router.read("/docs", "text/html", context -> new DocsPage(router.shown(), address()).show(context));
        router.options();
    }

    private static void answerFailures(JavalinConfig javalin) {
        javalin.routes.exception(Exception.class, HttpApi::fail);
        // Javalin has a mapper of its own for these, which would be the closer one.
        javalin.routes.exception(HttpResponseException.class, HttpApi::fail);
        javalin.router.javaLangErrorHandler(
                (response, error) -> Failures.incident(ProblemKind.UNEXPECTED, error, response));
    }

    private static void fail(Exception failure, Context context) {
        Failures.answer(failure, context.req(), context.res());
    }

    private void metrics(Context context) throws IOException {
        context.contentType("text/plain; version=0.0.4; charset=utf-8");
        Reply.bytes(context, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
