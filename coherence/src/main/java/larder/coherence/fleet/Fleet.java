package larder.coherence.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larder.devservices.MySqlServer;
import larder.devservices.PostgresServer;
import larder.devservices.SqlServer;
import larder.devservices.ValkeyServer;
import larder.devservices.backing.ServerAddress;
import larder.devservices.proxy.TcpProxy;

/** Several Larder processes over one Valkey and one database, with a proxy on each connection between them. */
public final class Fleet implements AutoCloseable {
    /** Processes that are not equally far from SQL, so that loads and commits overlap with others. */
    public static final List<Duration> APART = List.of(Duration.ZERO, Duration.ofMillis(3), Duration.ofMillis(40));

    /** As many beside it. */
    public static final List<Duration> TOGETHER = List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** A machine that is short of CPU must not look like an outage: what is lost is another fault's doing. */
    private static final String DEADLINE = "?deadline=1000";

    private final SqlServer sql;
    private final String database;
    private final ValkeyServer valkey;
    private final List<Member> members = new ArrayList<>();
    private final Thread lastResort = new Thread(this::stopAll, "coherence-close");

    /** Which database. */
    public enum Database {
        POSTGRESQL,
        MYSQL
    }

    /** One process with its two ways out. */
    record Member(LarderServer larder, TcpProxy toSql, TcpProxy toValkey, Duration distance) {
        /** The way to SQL as it is without a fault. */
        void restoreSql() {
            toSql.delay(distance);
        }
    }

    private Fleet(SqlServer sql, ValkeyServer valkey) {
        this.sql = sql;
        this.valkey = valkey;
        this.database = sql.freshDatabase();
    }

    /**
     * Starts everything and returns when each process is ready.
     *
     * @param distances for each process how late SQL answers it, a chunk, when nothing else is wrong
     * @param java starts a JVM with Larder on it, up to the name of its main class
     * @param logs the folder for what the processes say
     */
    public static Fleet start(List<Duration> distances, Database database, List<String> java, Path logs) {
        SqlServer sql = database == Database.MYSQL ? MySqlServer.start() : PostgresServer.start();
        Fleet fleet = new Fleet(sql, ValkeyServer.start("--maxmemory-policy", "noeviction"));
        Runtime.getRuntime().addShutdownHook(fleet.lastResort);
        try {
            for (Duration distance : distances) {
                fleet.add(distance, java, logs);
            }
            // The first migrates; the others would only wait for it.
            fleet.members.getFirst().larder().launch();
            fleet.members.getFirst().larder().awaitReady();
            List<Member> others = fleet.members.subList(1, distances.size());
            others.forEach(member -> member.larder().launch());
            others.forEach(member -> member.larder().awaitReady());
            fleet.members.forEach(Member::restoreSql);
            return fleet;
        } catch (RuntimeException failed) {
            fleet.close();
            throw failed;
        }
    }

    private void add(Duration distance, List<String> java, Path logs) {
        TcpProxy toSql = TcpProxy.inFrontOf(sql);
        TcpProxy toValkey = TcpProxy.inFrontOf(valkey);
        Map<String, String> settings = Map.of(
                "LARDER_AUTH",
                "open",
                "LARDER_DATABASE_URL",
                ServerAddress.of(database).at("127.0.0.1", toSql.port()).url(),
                "LARDER_VALKEY_URL",
                toValkey.url() + DEADLINE);
        LarderServer larder = new LarderServer(java, settings, logs.resolve("larder-" + (members.size() + 1) + ".log"));
        members.add(new Member(larder, toSql, toValkey, distance));
    }

    /** The database's address past the proxies, in Larder's form. */
    public String database() {
        return database;
    }

    public List<LarderServer> processes() {
        return members.stream().map(Member::larder).toList();
    }

    /** Where the servers came from. */
    public List<String> origins() {
        return List.of(sql.origin(), valkey.origin());
    }

    List<Member> members() {
        return members;
    }

    ValkeyServer valkey() {
        return valkey;
    }

    /** The way to Valkey past the proxies. */
    public ValkeyCommands valkeyCommands() {
        return new ValkeyCommands(valkey);
    }

    @Override
    public void close() {
        stopAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void stopAll() {
        for (Member member : members) {
            member.larder().close();
        }
        for (Member member : members) {
            member.toSql().close();
            member.toValkey().close();
        }
        valkey.close();
        sql.close();
    }
}
