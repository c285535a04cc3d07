/** The cache and the load lock on Memcached, through xmemcached. {@link larder.adapter.memcached.Memcached} is the way in. */
@NullMarked
package larder.adapter.memcached;

import org.jspecify.annotations.NullMarked;
