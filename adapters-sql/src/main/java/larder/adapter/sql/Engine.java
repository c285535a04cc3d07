package larder.adapter.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import larder.domain.InvalidValue;
import org.jooq.SQLDialect;

/** A make of database that Larder speaks to, and what its driver has to be told. */
sealed interface Engine permits PostgreSqlEngine, MySqlEngine {
    static Engine ofScheme(String scheme) {
        return switch (scheme) {
            case "postgresql", "postgres" -> new PostgreSqlEngine();
            case "mysql" -> new MySqlEngine();
            default -> throw new InvalidValue("the database URL must begin with postgresql:// or mysql://");
        };
    }

    /** What its URLs begin with, and what its folder of migrations is called. */
    String scheme();

    int defaultPort();

    SQLDialect dialect();

    /** Puts a parameter of a URL under the driver's name, if it is one that cannot undo what Larder relies on. */
    void parameter(String name, String value, Map<String, String> into);

    /** Tells the driver and the server how long anything may take. */
    void bound(Bounds bounds, Properties driver);

    /** Tells the driver what makes it fast and discreet. */
    void tune(Properties driver);

    /** The oldest major version that Larder can do with. */
    int oldest();

    /** Answers 1 or on where nothing can be written now. */
    String readOnlyQuery();

    /** A sentence if the user lacks a right that migrations need, as far as that can be seen without trying. */
    Optional<String> lackingToMigrate(Connection connection) throws SQLException;

    /** What asks a connection that was idle whether it is alive; empty for the driver's own way. */
    String aliveQuery();

    /** The driver's name of a URL's parameter. */
    static String known(Map<String, String> names, String name) {
        String driverName = names.get(name);
        if (driverName == null) {
            throw new InvalidValue("the database URL has a parameter that is not one of "
                    + String.join(", ", names.keySet().stream().sorted().toList()));
        }
        return driverName;
    }
}
