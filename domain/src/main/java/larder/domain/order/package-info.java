/** Orders, as the tutorial's shop has them. */
@NullMarked
package larder.domain.order;

import org.jspecify.annotations.NullMarked;
