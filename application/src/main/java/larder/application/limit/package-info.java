/** How often somebody may do what everybody may do. */
@NullMarked
package larder.application.limit;

import org.jspecify.annotations.NullMarked;
