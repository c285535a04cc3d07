package larder.devservices;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import larder.devservices.backing.ContainerBacking;
import larder.devservices.software.Archive;
import larder.devservices.software.CacheFolder;
import larder.devservices.software.SearchPath;
import larder.devservices.software.SoftwareUnavailable;
import larder.devservices.software.SystemPackage;

/**
 * From where a server would be taken, found out without starting or fetching one.
 *
 * @param server the product's name
 * @param ready whether it can be had; if it has to be fetched, that may still fail
 * @param origin a sentence that says from where, or what to do
 */
public record Outlook(String server, Readiness ready, String origin) {
    /** Whether a server can be had. */
    public enum Readiness {
        THERE,
        /** It is not on this machine yet, or something else stands in for it. */
        WITH_A_CATCH,
        MISSING
    }

    /** Each server that Larder can be run or tested with. */
    public static List<Outlook> all() {
        boolean docker = ContainerBacking.possible();
        return List.of(
                of("PostgreSQL", PostgresServer.VARIABLE, docker).orElseGet(Outlook::localPostgres),
                of("MySQL", MySqlServer.VARIABLE, docker).orElseGet(Outlook::localMySql),
                of("Valkey", ValkeyServer.VARIABLE, docker).orElseGet(Outlook::localValkey),
                of("Memcached", MemcachedServer.VARIABLE, docker).orElseGet(Outlook::localMemcached));
    }

    private static Optional<Outlook> of(String server, String variable, boolean docker) {
        String named = System.getenv(variable);
        if (named != null && !named.isBlank()) {
            return Optional.of(new Outlook(server, Readiness.THERE, "the one that " + variable + " names"));
        }
        return docker ? Optional.of(new Outlook(server, Readiness.THERE, "a container of Docker's")) : Optional.empty();
    }

    private static Outlook localPostgres() {
        Optional<Path> onPath = LocalPostgres.onPath();
        return onPath.map(folder -> new Outlook("PostgreSQL", Readiness.THERE, "from the PATH (" + folder + ")"))
                .orElseGet(() -> fromArtifact("PostgreSQL", LocalPostgres.archive(), PostgresServer.VARIABLE));
    }

    private static Outlook localMySql() {
        return fromArtifact("MySQL", LocalMySql.archive(), MySqlServer.VARIABLE);
    }

    private static Outlook fromArtifact(String server, String archive, String variable) {
        return Archive.exists(archive)
                ? new Outlook(server, Readiness.THERE, "from a Maven artifact (" + archive + ")")
                : new Outlook(
                        server,
                        Readiness.MISSING,
                        "there is none for this machine: start one, and name it in " + variable);
    }

    private static Outlook localValkey() {
        Optional<Path> onPath = LocalValkey.onPath();
        if (onPath.isPresent()) {
            return new Outlook("Valkey", Readiness.THERE, "from the PATH (" + onPath.get() + ")");
        }
        return fromPackage("Valkey", "valkey-server")
                .orElseGet(() -> Archive.exists(LocalValkey.redis())
                        ? new Outlook(
                                "Valkey",
                                Readiness.WITH_A_CATCH,
                                "the bundled Redis 6.2 would stand in for it, which"
                                        + " proves nothing about Valkey: install valkey-server 8")
                        : new Outlook(
                                "Valkey",
                                Readiness.MISSING,
                                "install valkey-server 8, or name one in " + ValkeyServer.VARIABLE));
    }

    private static Outlook localMemcached() {
        Optional<Path> onPath = SearchPath.find("memcached");
        if (onPath.isPresent()) {
            return new Outlook("Memcached", Readiness.THERE, "from the PATH (" + onPath.get() + ")");
        }
        return fromPackage("Memcached", "memcached")
                .orElseGet(() -> new Outlook(
                        "Memcached",
                        Readiness.MISSING,
                        "install memcached, or name one in " + MemcachedServer.VARIABLE));
    }

    private static Optional<Outlook> fromPackage(String server, String packageName) {
        if (!SystemPackage.possible()) {
            return Optional.empty();
        }
        String origin = "from the operating system's package " + packageName;
        try {
            return Optional.of(
                    SystemPackage.isKept(packageName, CacheFolder.ofUser())
                            ? new Outlook(server, Readiness.THERE, origin + ", which was unpacked before")
                            : new Outlook(
                                    server,
                                    Readiness.WITH_A_CATCH,
                                    origin + ", which apt-get has to fetch first: that takes a network"));
        } catch (SoftwareUnavailable _) {
            return Optional.empty(); // a system without a release has no packages; whoever asks says what to do
        }
    }
}
