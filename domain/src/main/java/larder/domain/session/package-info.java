/** Accounts and their sessions: who somebody is, and how that is shown. Nothing here prints a secret. */
@NullMarked
package larder.domain.session;

import org.jspecify.annotations.NullMarked;
