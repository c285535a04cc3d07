/** Tests of the adapter, against real servers. */
@NullMarked
package larder.adapter.memcached;

import org.jspecify.annotations.NullMarked;
