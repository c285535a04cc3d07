package larder.bootstrap;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * The table of users behind a policy that counts the reads and takes its time for each, but for those of a write, so that a test
 * knows how often, and when, the database was asked. The processes under test know nothing of it; they log in as one whom
 * policies bind.
 */
final class SlowUsers implements AutoCloseable {
    private final Connection connection;

    private SlowUsers(Connection connection) {
        this.connection = connection;
    }

    /** Gives a fresh PostgreSQL database to somebody who is no superuser; answers its address for him. */
    static String handedOver(String url) {
        String name = "owner_" + UUID.randomUUID().toString().replace("-", "");
        URI address = URI.create(url);
        try (Connection connection = connection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create role %1$s login password '%1$s'".formatted(name));
            statement.execute("alter database \"%s\" owner to %s"
                    .formatted(address.getPath().substring(1), name));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return address.getScheme() + "://" + name + ":" + name + "@" + address.getHost() + ":" + address.getPort()
                + address.getPath();
    }

    /** Slows down such a database, whose schema is there by now; the address is that of the superuser. */
    static SlowUsers in(String url, double seconds) {
        try {
            Connection connection = connection(url);
            try (Statement statement = connection.createStatement()) {
                statement.execute("""
                        create sequence reads;
                        create table gate (closed boolean);
                        insert into gate values (false);
                        create function noted() returns boolean language plpgsql volatile security definer as $$
                          begin
                            if current_query() !~* '^\\s*select' or current_query() ~* 'for update' then return true; end if;
                            perform nextval('reads');
                            perform pg_sleep(%s);
                            while (select closed from gate) loop perform pg_sleep(0.01); end loop;
                            return true;
                          end $$;
                        create policy noted on users using (noted()) with check (true);
                        alter table users enable row level security;
                        alter table users force row level security;
                        """.formatted(seconds));
            }
            return new SlowUsers(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Connection connection(String url) throws SQLException {
        URI address = URI.create(url);
        List<String> login = List.of(address.getUserInfo().split(":", 2));
        String jdbc = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath();
        return DriverManager.getConnection(jdbc, login.get(0), login.get(1));
    }

    /** How many reads have begun, those that were broken off included. */
    long reads() {
        return number("select case when is_called then last_value else 0 end from reads");
    }

    /** How many reads are under way. */
    long underWay() {
        return number("select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
    }

    /** Holds back the reads that have begun, and those that will, until the gate is opened. A write goes on. */
    void closeGate() {
        write("update gate set closed = true");
    }

    void openGate() {
        write("update gate set closed = false");
    }

    private void write(String update) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(update);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
