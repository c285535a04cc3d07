/** The staff: employees by number, and the directory over employees and departments. */
@NullMarked
package larder.application.staff;

import org.jspecify.annotations.NullMarked;
