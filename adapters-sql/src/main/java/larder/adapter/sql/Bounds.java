package larder.adapter.sql;

import java.time.Duration;

/**
 * How long a connection may be waited for, and used.
 *
 * @param connection until the pool hands one out
 * @param statement until the server itself gives a statement up, in milliseconds
 * @param answer until the driver gives the server up, in whole seconds
 * @param stall how long the server waits for the next statement of a transaction before it undoes it and frees what it has locked: for
 *     a process that stands still, and whose connection does not
 * @param idle the same where a server does not know whether a transaction was begun. What waits in a pool must not come to that: the
 *     pool asks every two minutes
 */
record Bounds(Duration connection, Duration statement, Duration answer, Duration stall, Duration idle) {}
