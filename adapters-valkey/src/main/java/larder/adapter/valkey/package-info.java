/** The cache and the load lock on Valkey, through Redisson. {@link larder.adapter.valkey.Valkey} is the way in. */
@NullMarked
package larder.adapter.valkey;

import org.jspecify.annotations.NullMarked;
