package larder.devservices;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import larder.devservices.backing.ServerAddress;
import larder.devservices.software.Archive;
import larder.devservices.software.CacheFolder;
import larder.devservices.software.Command;
import larder.devservices.software.Folders;
import larder.devservices.software.Machine;
import larder.devservices.software.SearchPath;
import larder.devservices.software.SoftwareUnavailable;

/**
 * PostgreSQL 18 as a process of ours. The operating system's package is not asked: no release that Larder knows has 18, and
 * the archive in the jar is always there.
 */
record LocalPostgres(Path programs, PostgresUser user, Template template, String origin) implements AddressedServer {
    private static final int MAJOR = 18;
    private static final String ARCHIVES_VERSION = "18.6.0";
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");
    private static final Duration INITDB = Duration.ofSeconds(60);
    private static final Map<String, String> ARCHIVES = Map.of(
            "linux-amd64", "postgres-linux-x86_64.txz",
            "linux-arm64", "postgres-linux-arm_64.txz",
            "darwin-arm64", "postgres-darwin-arm_64.txz");

    /** Not synchronous_commit: without it a kill of the server loses what was acknowledged; with fsync off it costs little. */
    static final List<String> THROW_AWAY =
            List.of("fsync=off", "full_page_writes=off", "timezone=UTC", "log_timezone=UTC");

    static LocalPostgres find() {
        PostgresUser user = PostgresUser.ofThisProcess();
        CacheFolder cache = user == PostgresUser.NOBODY ? CacheFolder.ofSystem() : CacheFolder.ofUser();
        Optional<Path> onPath = onPath();
        Path programs = onPath.isPresent() ? onPath.get() : fromJar(cache);
        String origin = onPath.isPresent()
                ? "PostgreSQL from the PATH (" + programs + ")"
                : "PostgreSQL " + ARCHIVES_VERSION + " from a Maven artifact";
        return new LocalPostgres(programs, user, template(cache, programs, user), origin);
    }

    static Optional<Path> onPath() {
        return SearchPath.find("initdb")
                .flatMap(_ -> SearchPath.find("postgres"))
                .filter(postgres -> SearchPath.majorVersion(postgres, VERSION) == MAJOR)
                .map(Path::getParent);
    }

    /** The name of this machine's; empty if there is none. */
    static String archive() {
        return ARCHIVES.getOrDefault(Machine.platform(), "");
    }

    private static Path fromJar(CacheFolder cache) {
        String archive = archive();
        if (!Archive.exists(archive)) {
            throw new SoftwareUnavailable("No PostgreSQL 18 for " + Machine.platform() + ": start one and name it in "
                    + PostgresServer.VARIABLE);
        }
        return cache.folder("postgresql-" + ARCHIVES_VERSION, folder -> Archive.unpack(archive, folder))
                .resolve("bin");
    }

    private static Template template(CacheFolder cache, Path programs, PostgresUser user) {
        String name = "postgresql-data-" + Integer.toHexString(programs.hashCode());
        return new Template(cache.folder(name, unfinished -> {
            Template.newPassword(unfinished);
            if (user != PostgresUser.NOBODY) {
                initialise(programs, user, unfinished);
            }
        }));
    }

    /** The folder holds the password already. */
    private static void initialise(Path programs, PostgresUser user, Path folder) {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(programs.resolve("initdb").toString());
        command.add("--pgdata=" + Template.data(folder));
        command.addAll(List.of("--username=larder", "--pwfile=" + Template.passwordFile(folder)));
        command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync"));
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        Command.run(INITDB, folder, command);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    /** Nobody's files must be nobody's from the first: then the template gives its password only. */
    @Override
    public void prepare(Path folder) {
        if (user == PostgresUser.NOBODY) {
            Template.copyPassword(template, folder);
            user.own(folder);
            initialise(programs, user, folder);
        } else {
            Folders.copy(Template.data(template.folder()), Template.data(folder));
        }
    }

    @Override
    public List<String> command(Path folder, int port) {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                Template.data(folder).toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        THROW_AWAY.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    @Override
    public boolean ready(Path folder, int port) {
        try {
            return Jdbc.ask(address(port), "SHOW data_directory")
                    .equals(Template.data(folder).toString());
        } catch (SQLException _) {
            return false; // not yet: asked again until the deadline
        }
    }

    @Override
    public ServerAddress address(int port) {
        return new ServerAddress("postgresql", "larder:" + template.password(), "127.0.0.1", port, "postgres");
    }

    /** Fast: it disconnects the clients. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    /** Immediate: the postmaster ends its children, which a kill -9 of it would leave. */
    @Override
    public String lastSignal() {
        return "QUIT";
    }
}
