package larder.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import larder.adapter.http.HttpConfig;
import larder.adapter.memcached.Memcached;
import larder.adapter.memcached.MemcachedConfig;
import larder.adapter.sql.SqlDatabase;
import larder.adapter.valkey.Valkey;
import larder.adapter.valkey.ValkeyConfig;
import larder.bootstrap.Findings.Kind;
import larder.devservices.Outlook;
import larder.devservices.software.Machine;
import larder.domain.port.HealthCheck;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;

/** {@code larder doctor}, but for what its script looks at: what is there, what is missing, and how to mend it. */
final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final List<Variable> OF_SERVERS = List.of(
            Variable.LARDER_DATABASE_URL,
            Variable.LARDER_VALKEY_URL,
            Variable.LARDER_MEMCACHED_URL,
            Variable.LARDER_CONFIG);

    private final Map<String, String> environment;
    private final Findings findings;

    Doctor(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    /** Answers the exit code: 1 if something has to be mended. */
    int run() {
        Outlook.all().forEach(this::server);
        if (namesServers()) {
            Optional<Settings> settings = new Check(environment, findings).settings();
            settings.ifPresent(this::named);
        } else {
            withoutServers();
        }
        return findings.has(Kind.BAD) ? 1 : 0;
    }

    /** Of the servers that {@code larder dev} may start, it needs two when nothing else is said. */
    private void server(Outlook outlook) {
        boolean needed =
                outlook.server().equals("PostgreSQL") || outlook.server().equals("Valkey");
        Kind kind = switch (outlook.ready()) {
            case THERE -> Kind.OK;
            case WITH_A_CATCH -> Kind.NOTE;
            case MISSING -> needed && !namesServers() ? Kind.BAD : Kind.NOTE;
        };
        findings.say(kind, outlook.server(), "for larder dev: " + outlook.origin());
    }

    private boolean namesServers() {
        return OF_SERVERS.stream()
                .flatMap(variable -> variable.names().stream())
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }

    private void withoutServers() {
        environment.keySet().stream()
                .filter(Variable::isUnknown)
                .forEach(name -> findings.say(Kind.BAD, "settings", Settings.unknown(name)));
        findings.say(
                Kind.OK,
                "settings",
                "no LARDER_ variable names a server: larder dev brings its own, larder serve needs"
                        + " LARDER_DATABASE_URL");
        String host = environment.getOrDefault(Variable.LARDER_HTTP_HOST.name(), "127.0.0.1");
        String port = environment.getOrDefault(Variable.LARDER_HTTP_PORT.name(), "8000");
        if (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535) {
            port(host, Integer.parseInt(port));
        } else {
            findings.say(Kind.BAD, "port", "LARDER_HTTP_PORT must be a whole number from 0 to 65535");
        }
    }

    private void named(Settings settings) {
        HttpConfig http = settings.http();
        port(http.host(), http.port());
        SqlDatabase.examine(settings.database()).forEach(findings::say);
        switch (settings.cache()) {
            case Settings.CacheChoice.Valkey(ValkeyConfig config) ->
                Valkey.examine(config, Machine.clock()).forEach(findings::say);
            case Settings.CacheChoice.Memcached(MemcachedConfig config) -> findings.say("cache", memcached(config));
            case Settings.CacheChoice.Memory _ ->
                findings.say(Kind.OK, "cache", "in the process's memory: for one process alone");
            case Settings.CacheChoice.None _ -> findings.say(Kind.OK, "cache", "none: every read goes to the database");
        }
    }

    /** Its health is known once it was asked for the first time. */
    private static Health memcached(MemcachedConfig config) {
        Memcached memcached = Memcached.open(config);
        try {
            HealthCheck health = memcached.health();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (health.check().state() != State.UP && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            Health last = health.check();
            return last.state() == State.UP
                    ? last
                    : new Health(State.DOWN, last.detail() + " See LARDER_MEMCACHED_URL, and that the server runs.");
        } finally {
            memcached.close();
        }
    }

    private void port(String host, int port) {
        if (port == 0) {
            findings.say(Kind.OK, "port", "a free one is taken");
            return;
        }
        try (ServerSocket _ = bound(host, port)) {
            findings.say(Kind.OK, "port", port + " on " + host + " is free");
        } catch (UnknownHostException _) {
            findings.say(Kind.BAD, "port", "nobody knows the name " + host + ": see LARDER_HTTP_HOST");
        } catch (IOException taken) {
            taken(host, port);
        }
    }

    /** Bound as the server binds: what waits from an earlier run does not hold the port. */
    private static ServerSocket bound(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private void taken(String host, int port) {
        if (isLarder(host, port)) {
            findings.say(Kind.NOTE, "port", "a Larder serves on port " + port + " of " + host + " already");
        } else {
            findings.say(
                    Kind.BAD,
                    "port",
                    port + " on " + host + " cannot be listened on: another program does, or this"
                            + " user may not; set LARDER_HTTP_PORT to another one, or to 0 for a free one");
        }
    }

    private static boolean isLarder(String host, int port) {
        String name = host.contains(":") ? "[" + host + "]" : host;
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + name + ":" + port + "/health/live"))
                    .timeout(PATIENCE)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .equals("{\"status\":\"up\"}");
        } catch (IOException | IllegalArgumentException _) {
            return false; // whatever it is, it does not speak as Larder does
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
