package larder.adapter.sql;

import java.time.Duration;
import larder.domain.InvalidValue;

/**
 * Where the database is, and how long Larder waits for it.
 *
 * @param url {@code postgresql://user:password@host:port/database} or {@code mysql://…}; special characters
 *     percent-encoded; an IPv6 host in brackets; behind a {@code ?} what the driver is to know of TLS
 * @param poolSize how many connections are kept, 1 to 1,000
 * @param connectionWait how long a call waits for one of them, 250 ms to 30 s
 * @param statementTimeout after which the server gives up a statement, 100 ms or more, and less than {@code answerWait}
 * @param answerWait how long a server that is silent keeps a call, 1 s to 30 s in whole seconds: a stopped server
 *     gives up nothing by itself
 * @param sampleData what a database is filled with when it is migrated
 */
public record SqlConfig(
        String url,
        int poolSize,
        Duration connectionWait,
        Duration statementTimeout,
        Duration answerWait,
        SampleData sampleData) {
    /** How long a connection that was idle may take to show that it is alive; the least that the pool accepts. */
    static final Duration ALIVE_WAIT = Duration.ofMillis(250);

    private static final Duration POOLED_IDLE = Duration.ofMinutes(5);
    private static final Duration EMPTYING = Duration.ofMinutes(1);
    private static final Duration TAKING_IDLE = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    public SqlConfig {
        DatabaseUrl.parse(url);
        requireThat(poolSize >= 1 && poolSize <= 1000, "the pool must have 1 to 1000 connections");
        requireThat(
                connectionWait.compareTo(ALIVE_WAIT) >= 0 && connectionWait.compareTo(LONGEST_WAIT) <= 0,
                "the wait for a connection must be 250 ms to 30 s");
        requireThat(
                answerWait.equals(Duration.ofSeconds(answerWait.toSeconds()))
                        && answerWait.isPositive()
                        && answerWait.compareTo(LONGEST_WAIT) <= 0,
                "the wait for an answer must be 1 to 30 whole seconds");
        requireThat(
                statementTimeout.compareTo(Duration.ofMillis(100)) >= 0 && statementTimeout.compareTo(answerWait) < 0,
                "the timeout of a statement must be 100 ms or more and less than the wait for an answer,"
                        + " or the server goes on with what nobody waits for");
    }

    /** The defaults: 10 connections; 500 ms for a connection, 1.5 s for a statement, 2 s for an answer; no sample data. */
    public static SqlConfig of(String url) {
        return new SqlConfig(
                url, 10, Duration.ofMillis(500), Duration.ofMillis(1500), Duration.ofSeconds(2), SampleData.NONE);
    }

    public SqlConfig withPoolSize(int size) {
        return new SqlConfig(url, size, connectionWait, statementTimeout, answerWait, sampleData);
    }

    /**
     * The same with sample data: users 1 to 100,000, of whom 101 is Arun; 20,000 customers, 12,000 orders and 10,000 products;
     * the tutorial's staff. What is there already stays as it is.
     */
    public SqlConfig withSampleData() {
        return new SqlConfig(url, poolSize, connectionWait, statementTimeout, answerWait, SampleData.TUTORIALS);
    }

    /**
     * How long a read may take at most, whatever the database does: the wait for a connection, one more look at whether an
     * idle connection is alive, begun just before that wait is over, and the wait for the answer. A write asks up to
     * four times, and waits for each answer as long; what a deadlock undid is done anew, up to five times in all.
     */
    public Duration worstCase() {
        return connectionWait.plus(ALIVE_WAIT).plus(answerWait);
    }

    /** What a call is bounded by. */
    Bounds bounds() {
        return new Bounds(connectionWait, statementTimeout, answerWait, statementTimeout.multipliedBy(4), POOLED_IDLE);
    }

    /**
     * What the taking of changes is bounded by. Between two of its statements whole regions of the cache may be emptied, which can
     * take long. Its connection is never idle for long otherwise, so that a server that knows of idleness only is told less; what it
     * cuts off is taken again, and finds less to remove.
     */
    Bounds changesBounds() {
        return new Bounds(connectionWait, statementTimeout, answerWait, EMPTYING, TAKING_IDLE);
    }

    /** What a migration is bounded by: it may have large tables to change, and waits while another instance does it. */
    Bounds migrationBounds() {
        return new Bounds(
                answerWait,
                Duration.ofMinutes(9),
                Duration.ofMinutes(10),
                Duration.ofMinutes(36),
                Duration.ofMinutes(36));
    }

    @Override
    public String toString() {
        return "SqlConfig[url=" + DatabaseUrl.parse(url) + ", poolSize=" + poolSize + ", connectionWait="
                + connectionWait + ", statementTimeout=" + statementTimeout + ", answerWait=" + answerWait
                + ", sampleData=" + sampleData + "]";
    }

    private static void requireThat(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidValue(sentence);
        }
    }

    /** What a database is filled with when it is migrated. */
    public enum SampleData {
        NONE,
        /** What the tutorials have, the same on every machine. */
        TUTORIALS
    }
}
