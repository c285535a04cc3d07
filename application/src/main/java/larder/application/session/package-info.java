/** Accounts, and who is logged in. */
@NullMarked
package larder.application.session;

import org.jspecify.annotations.NullMarked;
