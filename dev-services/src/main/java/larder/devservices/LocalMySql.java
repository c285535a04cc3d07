package larder.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larder.devservices.backing.ServerAddress;
import larder.devservices.software.Archive;
import larder.devservices.software.CacheFolder;
import larder.devservices.software.Command;
import larder.devservices.software.Folders;
import larder.devservices.software.Machine;
import larder.devservices.software.SoftwareUnavailable;

/**
 * MySQL 8 as a process of ours. A mysqld on the PATH is not taken: distributions confine it to its own folders (AppArmor),
 * or it is MariaDB, and the archive in the jar is always there.
 *
 * @param launcher what the command begins with
 */
record LocalMySql(Path home, List<String> launcher, Template template) implements AddressedServer {
    /** A commit is written to the log, which no kill of the server takes back, but not to the disk. */
    static final List<String> THROW_AWAY = List.of(
            "--skip-log-bin",
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-doublewrite=OFF",
            "--character-set-server=utf8mb4",
            "--default-time-zone=+00:00",
            "--mysqlx=OFF",
            "--performance-schema=OFF");

    private static final String VERSION = "8.0.31";
    private static final Duration INITIALISE = Duration.ofSeconds(60);
    private static final Map<String, String> ARCHIVES =
            Map.of("linux-amd64", "mysql-Linux-amd64.tar.gz", "darwin-amd64", "mysql-Mac_OS_X-x86_64.tar.gz");

    LocalMySql {
        launcher = List.copyOf(launcher);
    }

    static LocalMySql find() {
        String archive = archive();
        if (!Archive.exists(archive)) {
            throw new SoftwareUnavailable(
                    "No MySQL 8 for " + Machine.platform() + ": start one and name it in " + MySqlServer.VARIABLE);
        }
        CacheFolder cache = CacheFolder.ofUser();
        Path home = cache.folder("mysql-" + VERSION, folder -> Archive.unpack(archive, folder));
        List<String> launcher = launcher(home);
        return new LocalMySql(home, launcher, template(cache, home, launcher));
    }

    /** The name of this machine's; empty if there is none. */
    static String archive() {
        return ARCHIVES.getOrDefault(Machine.platform(), "");
    }

    private static List<String> launcher(Path home) {
        String mysqld = home.resolve("bin/mysqld").toString();
        return Libaio.missing()
                .map(folder -> List.of("env", "LD_LIBRARY_PATH=" + folder, mysqld))
                .orElse(List.of(mysqld));
    }

    private static Template template(CacheFolder cache, Path home, List<String> launcher) {
        return new Template(cache.folder("mysql-data-" + VERSION, unfinished -> {
            Path script = unfinished.resolve("init.sql");
            writeScript(script, Template.newPassword(unfinished));
            List<String> command = new ArrayList<>(launcher);
            command.addAll(common(home, unfinished));
            command.addAll(List.of("--initialize-insecure", "--init-file=" + script));
            Command.run(INITIALISE, unfinished, command);
        }));
    }

    private static void writeScript(Path script, String password) {
        try {
            Template.writeSecret(script, """
                    CREATE USER larder@'%%' IDENTIFIED BY '%s';
                    GRANT ALL ON *.* TO larder@'%%' WITH GRANT OPTION;
                    ALTER USER root@localhost ACCOUNT LOCK;
                    CREATE DATABASE larder;
                    """.formatted(password));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + script, e);
        }
    }

    /** What initialising and running share. */
    private static List<String> common(Path home, Path folder) {
        List<String> arguments = new ArrayList<>(List.of("--no-defaults"));
        if (Machine.root()) {
            arguments.add("--user=root"); // else it refuses
        }
        arguments.addAll(List.of("--basedir=" + home, "--lc-messages-dir=" + home.resolve("share")));
        arguments.addAll(List.of("--datadir=" + Template.data(folder), "--innodb-flush-method=nosync"));
        arguments.addAll(List.of("--innodb-redo-log-capacity=32M"));
        arguments.addAll(THROW_AWAY);
        return arguments;
    }

    @Override
    public String name() {
        return "MySQL";
    }

    @Override
    public String origin() {
        return "MySQL " + VERSION + " from a Maven artifact";
    }

    @Override
    public void prepare(Path folder) {
        Folders.copy(Template.data(template.folder()), Template.data(folder));
    }

    @Override
    public List<String> command(Path folder, int port) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(common(home, folder));
        command.addAll(List.of("--port=" + port, "--bind-address=127.0.0.1"));
        command.addAll(List.of("--socket=" + folder.resolve("socket"), "--pid-file=" + folder.resolve("pid")));
        return command;
    }

    @Override
    public boolean ready(Path folder, int port) {
        try {
            return Path.of(Jdbc.ask(address(port), "SELECT @@datadir")).equals(Template.data(folder));
        } catch (SQLException _) {
            return false; // not yet: asked again until the deadline
        }
    }

    @Override
    public ServerAddress address(int port) {
        return new ServerAddress("mysql", "larder:" + template.password(), "127.0.0.1", port, "larder");
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }
}
