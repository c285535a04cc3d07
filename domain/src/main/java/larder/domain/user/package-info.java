/** Users: people who have an account, known by a number. */
@NullMarked
package larder.domain.user;

import org.jspecify.annotations.NullMarked;
