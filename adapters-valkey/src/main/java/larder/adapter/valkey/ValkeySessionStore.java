package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.SessionStore;
import larder.domain.port.SessionStoreUnavailable;
import larder.domain.session.AccountName;
import larder.domain.session.SecurityStamp;
import larder.domain.session.Session;
import larder.domain.session.SessionId;
import larder.domain.session.SessionLifetime;
import org.redisson.api.RKeysAsync;

/**
 * Sessions on Valkey: a hash each, <code>{session:admin}:digest</code>, which expires by itself, and beside it in the same hash
 * slot the account's epoch, which each of them holds a copy of. To end them all is to remove the epoch: one key, whatever their
 * number, and nothing that comes late can bring it back, since an epoch never comes twice.
 */
final class ValkeySessionStore implements SessionStore {
    private static final int EPOCH_BYTES = 16;

    private final Scripts scripts;
    private final RKeysAsync names;
    private final Calls calls;
    private final RandomGenerator random = new SecureRandom();

    /**
     * A store of sessions.
     *
     * @param calls with no breaker before them: there is nothing else to ask
     */
    ValkeySessionStore(Scripts scripts, RKeysAsync names, Calls calls) {
        this.scripts = scripts;
        this.names = names;
        this.calls = calls;
    }

    @Override
    public Session create(SessionId id, SecurityStamp stamp, SessionLifetime lifetime) {
        byte[] epoch = new byte[EPOCH_BYTES];
        random.nextBytes(epoch);
        ScriptCall create = ScriptCall.createSession(
                session(id), epoch(id.account()), HexFormat.of().formatHex(epoch), stamp, lifetime);
        List<Object> said = answer(() -> scripts.run(create));
        return new Session(stamp, millis(said.get(0)), millis(said.get(1)));
    }

    @Override
    public Optional<Session> touch(SessionId id) {
        List<Object> said = answer(() -> scripts.run(ScriptCall.touchSession(session(id), epoch(id.account()))));
        if (said.isEmpty()) {
            return Optional.empty();
        }
        SecurityStamp stamp = new SecurityStamp(text(said.get(0)));
        return Optional.of(new Session(stamp, millis(said.get(1)), millis(said.get(2))));
    }

    @Override
    public void end(SessionId id) {
        answer(() -> names.unlinkAsync(session(id)));
    }

    @Override
    public void endAll(AccountName account) {
        answer(() -> names.unlinkAsync(epoch(account)));
    }

    private <T> T answer(Supplier<? extends CompletionStage<T>> call) {
        try {
            return calls.answer(call);
        } catch (CacheUnavailable e) {
            throw new SessionStoreUnavailable("the sessions on Valkey are not to be had", e);
        }
    }

    private static String session(SessionId id) {
        return "{session:" + id.account() + "}:" + id.digest();
    }

    private static String epoch(AccountName account) {
        return "{session:" + account + "}:epoch";
    }

    private static Duration millis(Object said) {
        return Duration.ofMillis(said instanceof Long millis ? millis : 0);
    }

    private static String text(Object said) {
        return said instanceof byte[] ascii ? new String(ascii, StandardCharsets.US_ASCII) : "";
    }
}
