/** What can be done with users. */
@NullMarked
package larder.application.user;

import org.jspecify.annotations.NullMarked;
