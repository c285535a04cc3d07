/** How far the cache is known to have followed the database, and what is done when it may not have. */
@NullMarked
package larder.application.freshness;

import org.jspecify.annotations.NullMarked;
