/** The ports inside one process: a cache that is bounded by its weight, locks, users. Nothing here outlives the process. */
@NullMarked
package larder.adapter.memory;

import org.jspecify.annotations.NullMarked;
