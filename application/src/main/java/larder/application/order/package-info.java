/** Orders, and how many there are. */
@NullMarked
package larder.application.order;

import org.jspecify.annotations.NullMarked;
