package larder.devservices;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import larder.devservices.backing.ServerAddress;
import larder.devservices.backing.ServerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases that one server lent. */
final class Databases {
    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    private final List<String> lent = new CopyOnWriteArrayList<>();

    /** Creates a database; the options say how. */
    ServerAddress create(ServerAddress server, String options) {
        String name =
                "larder_" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        try {
            Jdbc.execute(server, "CREATE DATABASE " + name + " " + options);
        } catch (SQLException e) {
            throw new ServerUnavailable("No database could be created on " + server, e);
        }
        lent.add(name);
        return server.withDatabase(name);
    }

    /** Removes them from a server that stays. */
    void drop(ServerAddress server, String options) {
        for (String name : lent) {
            try {
                Jdbc.execute(server, "DROP DATABASE IF EXISTS " + name + " " + options);
            } catch (SQLException e) {
                LOG.warn("Database {} stays on {}: drop it by hand", name, server, e);
            }
        }
        lent.clear();
    }
}
