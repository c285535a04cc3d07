package larder.adapter.sql;

import java.time.Duration;

/**
 * How long a connection may be waited for, and used.
 *
 * @param connection until the pool hands one out
 * @param statement until the server itself gives a statement up, in milliseconds
 * @param answer until the driver gives the server up, in whole seconds
 */
record Bounds(Duration connection, Duration statement, Duration answer) {}
