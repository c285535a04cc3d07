/** What the shop sells. */
@NullMarked
package larder.domain.catalogue;

import org.jspecify.annotations.NullMarked;
