/**
 * The repositories on PostgreSQL and MySQL. {@link larder.adapter.sql.SqlDatabase} is the way in, {@link
 * larder.adapter.sql.SqlConfig} what it wants to know; nothing else here is for others.
 */
@NullMarked
package larder.adapter.sql;

import org.jspecify.annotations.NullMarked;
