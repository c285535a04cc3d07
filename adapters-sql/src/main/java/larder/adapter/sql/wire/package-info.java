/** Sockets for the drivers, which create them by name and therefore need them public. */
@NullMarked
package larder.adapter.sql.wire;

import org.jspecify.annotations.NullMarked;
