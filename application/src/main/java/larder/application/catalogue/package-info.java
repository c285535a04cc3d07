/** The catalogue: products, whose stock is written through the cache. */
@NullMarked
package larder.application.catalogue;

import org.jspecify.annotations.NullMarked;
