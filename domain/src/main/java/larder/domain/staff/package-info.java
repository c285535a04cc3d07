/** Who works here, and in which department. */
@NullMarked
package larder.domain.staff;

import org.jspecify.annotations.NullMarked;
