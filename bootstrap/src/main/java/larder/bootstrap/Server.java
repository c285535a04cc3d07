package larder.bootstrap;

import dagger.BindsInstance;
import dagger.Component;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import larder.adapter.http.HttpApi;
import larder.adapter.http.Routes;
import larder.adapter.sql.SqlDatabase;
import larder.application.catalogue.ViewApplier;
import larder.application.freshness.Relay;
import larder.application.limit.Limits;
import larder.application.near.NearCache;
import larder.application.near.NearFollower;
import larder.application.near.NearHealth;
import larder.application.report.Warming;
import larder.application.session.Sessions;
import larder.domain.port.HealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Larder: an HTTP API, its database and its cache. It starts whether or not those can be reached. */
@Singleton
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** How long a start waits for the first look into the log of changes, whatever comes of it. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private final HttpApi http;
    private final SqlDatabase database;
    private final CacheSide cacheSide;
    private final Relay relay;
    private final Optional<NearCache> near;
    private final Optional<NearFollower> follower;
    private final ViewApplier viewApplier;
    private final List<Routes> routes;
    private final Sessions sessions;
    private final Limits limits;
    private final FirstAccount firstAccount;
    private final Optional<Warming> warming;

    @Inject
    Server(
            HttpApi http,
            SqlDatabase database,
            CacheSide cacheSide,
            Relay relay,
            Optional<NearCache> near,
            Optional<NearFollower> follower,
            ViewApplier viewApplier,
            List<Routes> routes,
            Sessions sessions,
            Limits limits,
            FirstAccount firstAccount,
            Optional<Warming> warming) {
        this.http = http;
        this.database = database;
        this.cacheSide = cacheSide;
        this.relay = relay;
        this.near = near;
        this.follower = follower;
        this.viewApplier = viewApplier;
        this.routes = routes;
        this.sessions = sessions;
        this.limits = limits;
        this.firstAccount = firstAccount;
        this.warming = warming;
    }

    void start() {
        List<HealthCheck> checks = Stream.of(
                        Stream.of(database.health(), relay.health()),
                        cacheSide.health().stream(),
                        near.map(NearHealth::new).stream())
                .<HealthCheck>flatMap(each -> each)
                .toList();
        firstAccount.start();
        listen(checks);
        relay.start();
        follower.ifPresent(NearFollower::start);
        viewApplier.start();
        warming.ifPresent(Warming::start);
        // Readings go past the cache until a look is answered, which takes as long as the migration, or finds no
        // database.
        relay.awaitFirstOutcome(FIRST_LOOK);
        LOG.info("Larder serves on {}", http.address());
    }

    private void listen(List<HealthCheck> checks) {
        try {
            http.start(routes, checks, sessions, limits);
        } catch (UncheckedIOException refused) {
            throw new Unstartable(
                    refused.getMessage() + "; set LARDER_HTTP_HOST and LARDER_HTTP_PORT to another address"
                            + " (port 0 takes a free one), or end what has it",
                    refused);
        }
    }

    /** Where it serves, as {@code http://127.0.0.1:8000}. */
    URI address() {
        return http.address();
    }

    /** Waits until the database is migrated and its changes are followed. */
    void awaitDatabase(Duration bound) {
        try {
            database.migrated().toCompletableFuture().get(bound.toNanos(), TimeUnit.NANOSECONDS);
            relay.awaitFirstProof(bound);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new Unstartable(
                    "the database does not become ready: "
                            + database.health().check().detail(),
                    failed);
        }
    }

    /** Lets running requests end, counts the views that wait, then lets go of cache and database. */
    @Override
    public void close() {
        http.close();
        firstAccount.close();
        viewApplier.close();
        warming.ifPresent(Warming::close);
        relay.close();
        follower.ifPresent(NearFollower::close);
        cacheSide.close().run();
        database.close();
        LOG.info("Larder has stopped");
    }

    /** The object graph. */
    @Singleton
    @Component(
            modules = {
                AdaptersModule.class,
                CoreModule.class,
                FreshnessModule.class,
                AccessModule.class,
                NearModule.class
            })
    interface Wiring {
        Server server();

        CacheSide cacheSide();

        /** What the graph is made from. */
        @Component.Factory
        interface Factory {
            Wiring create(@BindsInstance Settings settings);
        }
    }
}
