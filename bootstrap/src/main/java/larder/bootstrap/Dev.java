package larder.bootstrap;

import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import larder.devservices.MemcachedServer;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;
import larder.devservices.backing.ServerUnavailable;
import larder.devservices.software.SoftwareUnavailable;
import larder.domain.InvalidValue;
import larder.domain.session.Password;

/** {@code larder dev}: real servers, sample data, and a server in front of them, for as long as the process runs. */
final class Dev {
    private static final int PASSWORD_BYTES = 15;

    private Dev() {}

    /** Which database it starts when none is named. */
    enum Database {
        POSTGRESQL,
        MYSQL
    }

    static void run(Database database, Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>(environment);
        if (database == Database.MYSQL && isSet(settings, Variable.LARDER_DATABASE_URL)) {
            throw new InvalidValue("LARDER_DATABASE_URL names a database already: leave mysql out, or unset it");
        }
        StringBuilder lookInto = new StringBuilder(servers(database, settings));
        settings.putIfAbsent(Variable.LARDER_AUTH.name(), "open");
        Settings read = Settings.read(settings).withSampleData();
        if (read.adminPassword().isEmpty()) {
            String password = randomPassword();
            read = read.withAdminPassword(Password.chosen(password));
            // Made for this run, and shown this once; one that was given is never printed.
            lookInto.append("%n  admin's password, for this run: ".formatted()).append(password);
        }
        Server server = Main.serve(read);
        server.awaitDatabase(Duration.ofSeconds(60));
        // Who reads the log as JSON reads nothing else there.
        PrintStream person = Settings.logForm(settings) == LogForm.JSON ? System.err : System.out;
        person.println(whatToTry(server.address(), lookInto.toString()));
    }

    /** Starts what nobody named; answers how to look into it. */
    private static String servers(Database database, Map<String, String> settings) {
        try {
            String cache = cacheServer(settings);
            if (isSet(settings, Variable.LARDER_DATABASE_URL)) {
                return cache;
            }
            String url = started(database);
            settings.put(Variable.LARDER_DATABASE_URL.name(), url);
            return cache + client(database, URI.create(url));
        } catch (ServerUnavailable | SoftwareUnavailable | IllegalArgumentException failed) {
            throw Unstartable.because(failed);
        }
    }

    private static String started(Database database) {
        return switch (database) {
            case POSTGRESQL -> PostgresServer.shared().url();
            case MYSQL -> MySqlServer.shared().url();
        };
    }

    /** How to look into it, with the password of a throw-away server on loopback; that of a given one is never printed. */
    private static String client(Database database, URI url) {
        return switch (database) {
            case POSTGRESQL -> "  psql " + url;
            case MYSQL -> {
                String[] login = url.getUserInfo().split(":", 2);
                yield "  mysql -h 127.0.0.1 -P %d -u %s -p%s %s"
                        .formatted(
                                url.getPort(), login[0], login[1], url.getPath().substring(1));
            }
        };
    }

    /** Starts what the chosen cache needs and nobody named; answers how to look into it. */
    private static String cacheServer(Map<String, String> settings) {
        String cache = settings.getOrDefault(Variable.LARDER_CACHE.name(), "valkey");
        if (cache.equals("valkey") && !isSet(settings, Variable.LARDER_VALKEY_URL)) {
            ValkeyServer valkey = ValkeyServer.shared();
            settings.put(Variable.LARDER_VALKEY_URL.name(), valkey.url());
            return "  valkey-cli -p " + valkey.port() + " HGETALL user:101%n".formatted();
        }
        if (cache.equals("memcached") && !isSet(settings, Variable.LARDER_MEMCACHED_URL)) {
            settings.put(
                    Variable.LARDER_MEMCACHED_URL.name(),
                    MemcachedServer.shared().url());
        }
        return "";
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String whatToTry(URI address, String lookInto) {
        return """

            Larder is there, with sample data. Try, in another shell:

              curl -i %1$s/users/101
              curl -i %1$s/users/101                # a hit now: see Cache-Status
              curl -s '%1$s/users?ids=1,2,3'
              curl -i -X PUT %1$s/users/101 -H 'Content-Type: application/json' \\
                   -d '{"name":"Arun","email":"arun@example.org"}'
              curl -s %1$s/count
              curl -s -X POST %1$s/add/ -H 'Content-Type: application/json' \\
                   -d '{"orderdate":"2023-03-10","customerid":9999,"netamount":23.0,"tax":2.0}'
              curl -s '%1$s/count?customerid=9999'
              curl -s '%1$s/employees?department=IT'
              curl -s %1$s/reports/sales/weekly
              curl -s %1$s/admin/caches/user/entries/101
              curl -s %1$s/health/ready

            %1$s/docs lists every route.
            %2$s
            Stop with Ctrl-C.
            """.formatted(address, lookInto);
    }

    private static boolean isSet(Map<String, String> settings, Variable variable) {
        return variable.names().stream().anyMatch(settings::containsKey);
    }
}
