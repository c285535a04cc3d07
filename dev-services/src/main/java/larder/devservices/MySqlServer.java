package larder.devservices;

import java.sql.SQLException;
import java.util.Map;
import larder.devservices.backing.Backing;
import larder.devservices.backing.ContainerImage;
import larder.devservices.backing.ForeignBacking;
import larder.devservices.backing.KeptBacking;
import larder.devservices.backing.ServerAddress;

/**
 * A real MySQL 8, with the address of an account that may do anything. Its settings are for data that may be thrown away: a commit survives
 * a kill of the server, but not the end of the machine.
 */
public final class MySqlServer extends BackedServer implements SqlServer {
    static final String VARIABLE = "LARDER_TEST_MYSQL_URL";
    private static final Shared<MySqlServer> SHARED = new Shared<>(MySqlServer::start);

    private final ServerAddress address;
    private final Databases databases;

    private MySqlServer(Backing backing, ServerAddress address, Databases databases) {
        super(backing);
        this.address = address;
        this.databases = databases;
    }

    /** A server of the caller's own, who closes it. */
    public static MySqlServer start() {
        Found found = Finder.find(VARIABLE, image(), LocalMySql::find);
        return new MySqlServer(found.backing(), found.address(), new Databases());
    }

    /** The server that all tests of this JVM share, each in a fresh database. It closes by itself and cannot be broken. */
    public static MySqlServer shared() {
        MySqlServer server = SHARED.get();
        return new MySqlServer(new KeptBacking(server.backing()), server.address, server.databases);
    }

    private static ContainerImage image() {
        return new ContainerImage(
                "mysql:8.4",
                Map.of("MYSQL_ROOT_PASSWORD", "larder", "MYSQL_DATABASE", "larder"),
                LocalMySql.THROW_AWAY,
                new ServerAddress("mysql", "root:larder", "127.0.0.1", 3306, "larder"),
                MySqlServer::answers);
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
        return databases.create(address, "CHARACTER SET utf8mb4").url();
    }

    /** A server that stays loses the databases that were made on it. */
    @Override
    public void close() {
        if (backing() instanceof ForeignBacking) {
            databases.drop(address, "");
        }
        super.close();
    }
}
