package larder.bootstrap;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The table of users behind a view that counts the reads and takes its time for each, but for those of a write, so that a test knows how often, and
 * when, the database was asked. The processes under test know nothing of it.
 */
final class SlowUsers implements AutoCloseable {
    private final Connection connection;

    private SlowUsers(Connection connection) {
        this.connection = connection;
    }

    /** Slows down a PostgreSQL database whose schema is there. */
    static SlowUsers in(String url, double seconds) {
        URI address = URI.create(url);
        List<String> login = List.of(address.getUserInfo().split(":", 2));
        String jdbc = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath();
        try {
            Connection connection = DriverManager.getConnection(jdbc, login.get(0), login.get(1));
            try (Statement statement = connection.createStatement()) {
                statement.execute("""
                        create sequence reads;
                        create table gate (closed boolean);
                        insert into gate values (false);
                        alter table users rename to users_kept;
                        create function noted() returns boolean language plpgsql volatile as $$
                          begin
                            if current_query() !~* '^\\s*select' or current_query() ~* 'for update' then return true; end if;
                            perform nextval('reads');
                            perform pg_sleep(%s);
                            while (select closed from gate) loop perform pg_sleep(0.01); end loop;
                            return true;
                          end $$;
                        create view users as
                          select u.* from users_kept u cross join noted() as n(ok) where n.ok;
                        create function changed() returns trigger language plpgsql as $$
                          begin
                            update users_kept set name = new.name, email = new.email, version = new.version
                              where id = new.id;
                            return new;
                          end $$;
                        create trigger changed instead of update on users for each row execute function changed();
                        """.formatted(seconds));
            }
            return new SlowUsers(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
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
