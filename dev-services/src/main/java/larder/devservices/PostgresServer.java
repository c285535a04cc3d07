package larder.devservices;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import larder.devservices.backing.Backing;
import larder.devservices.backing.ContainerImage;
import larder.devservices.backing.ForeignBacking;
import larder.devservices.backing.KeptBacking;
import larder.devservices.backing.ServerAddress;

/**
 * A real PostgreSQL 18, with the address of a superuser. Its settings are for data that may be thrown away: a commit survives
 * a kill of the server, but not the end of the machine.
 */
public final class PostgresServer extends BackedServer implements SqlServer {
    static final String VARIABLE = "LARDER_TEST_POSTGRESQL_URL";
    private static final Shared<PostgresServer> SHARED = new Shared<>(PostgresServer::start);

    private final ServerAddress address;
    private final Databases databases;

    private PostgresServer(Backing backing, ServerAddress address, Databases databases) {
        super(backing);
        this.address = address;
        this.databases = databases;
    }

    /** A server of the caller's own, who closes it. */
    public static PostgresServer start() {
        Found found = Finder.find(VARIABLE, image(), LocalPostgres::find);
        return new PostgresServer(found.backing(), found.address(), new Databases());
    }

    /** The server that all tests of this JVM share, each in a fresh database. It closes by itself and cannot be broken. */
    public static PostgresServer shared() {
        PostgresServer server = SHARED.get();
        return new PostgresServer(new KeptBacking(server.backing()), server.address, server.databases);
    }

    private static ContainerImage image() {
        return new ContainerImage(
                "postgres:18",
                Map.of("POSTGRES_USER", "larder", "POSTGRES_PASSWORD", "larder", "POSTGRES_DB", "postgres"),
                LocalPostgres.THROW_AWAY.stream()
                        .flatMap(setting -> List.of("-c", setting).stream())
                        .toList(),
                new ServerAddress("postgresql", "larder:larder", "127.0.0.1", 5432, "postgres"),
                PostgresServer::answers);
    }

    private static boolean answers(ServerAddress address) {
        try {
            return Jdbc.ask(address, "SELECT 1").equals("1");
        } catch (SQLException _) {
            return false; // not yet: asked again until the deadline
        }
    }

    @Override
    public String url() {
        return address.url();
    }

    @Override
    public String freshDatabase() {
        return databases.create(address, "ENCODING 'UTF8' TEMPLATE template0").url();
    }

    /** A server that stays loses the databases that were made on it. */
    @Override
    public void close() {
        if (backing() instanceof ForeignBacking) {
            databases.drop(address, "WITH (FORCE)");
        }
        super.close();
    }
}
