package larder.domain.port;

import java.util.Optional;
import larder.domain.session.AccountName;
import larder.domain.session.SecurityStamp;
import larder.domain.session.Session;
import larder.domain.session.SessionId;
import larder.domain.session.SessionLifetime;

/**
 * Where sessions are kept. It is a store and no cache: what is not there has ended.
 *
 * <ul>
 *   <li>Every method MUST be one atomic step, over all processes that share the store, and MUST have been done when it returns.
 *   <li>A session that was ended, by itself or with all of its account, MUST stay ended, whatever touches it at that moment.
 *   <li>The lifetimes MUST be counted by one clock, the store's.
 *   <li>When room is lacking, sessions MAY end early; none MUST last longer for it.
 *   <li>To remove every entry of a cache that lies in the same place MUST NOT end a session.
 *   <li>Every method MUST throw {@link SessionStoreUnavailable} when the store does not answer, and MUST do so within a
 *       bound. A change that ends so may have happened.
 * </ul>
 */
public interface SessionStore {
    /** Begins a session under an id that was never used. */
    Session create(SessionId id, SecurityStamp stamp, SessionLifetime lifetime);

    /**
     * Uses a session: it then lasts for its idle time again, but MUST NOT last longer than its longest.
     *
     * @return empty when it has ended, or never began
     */
    Optional<Session> touch(SessionId id);

    /** Ends a session; one that has ended stays so. */
    void end(SessionId id);

    /** Ends every session of an account that began before, and MUST NOT end those of others or one that begins later. */
    void endAll(AccountName account);
}
