package larder.adapter.valkey;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.redisson.api.RKeysAsync;

/**
 * The cache on Valkey. An entry is one hash, which {@code valkey-cli HGETALL user:101} shows; every step on it is one script
 * on that key, and every clock is the server's.
 */
final class ValkeyCache implements Cache {
    private static final int TOKEN_BYTES = 16;

    private final Scripts scripts;
    private final RKeysAsync keys;
    private final GuardedCalls calls;
    private final RandomGenerator random = new SecureRandom();

    ValkeyCache(Scripts scripts, RKeysAsync keys, GuardedCalls calls) {
        this.scripts = scripts;
        this.keys = keys;
        this.calls = calls;
    }

    @Override
    public Lookup read(CacheKey key) {
        return lookup(run(ScriptCall.read(key)));
    }

    @Override
    public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        List<CacheKey> distinct = keys.stream().distinct().toList();
        List<Reply> replies = runAll(distinct.stream().map(ScriptCall::read).toList());
        Map<CacheKey, Lookup> lookups = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            lookups.put(distinct.get(i), lookup(replies.get(i)));
        }
        return lookups;
    }

    @Override
    public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        FillToken token = newToken();
        Reply reply = run(ScriptCall.reserve(key, token, hold, unlessFreshFor));
        if (reply.verdict() == 2) {
            if (reply.entry() instanceof Lookup.Found found) {
                return new Reservation.Occupied(found.entry());
            }
            // What is in the way cannot be read: it is no reason not to load.
            run(ScriptCall.reserve(key, token, hold, ScriptCall.LONGEST));
        }
        return new Reservation.Granted(token);
    }

    @Override
    public Map<CacheKey, Reservation> reserveVacant(Collection<CacheKey> keys, Duration hold) {
        List<CacheKey> distinct = keys.stream().distinct().toList();
        List<FillToken> tokens = distinct.stream().map(_ -> newToken()).toList();
        List<ScriptCall> reserves = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            reserves.add(ScriptCall.reserveVacant(distinct.get(i), tokens.get(i), hold));
        }
        List<Reply> replies = runAll(reserves);
        Map<CacheKey, Reservation> reservations = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            reservations.put(distinct.get(i), vacancy(replies.get(i), tokens.get(i)));
        }
        return reservations;
    }

    @Override
    public Fill.Outcome fill(Fill fill) {
        return outcome(run(ScriptCall.fill(fill)));
    }

    @Override
    public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        List<Fill> ordered = List.copyOf(fills);
        List<Reply> replies = runAll(ordered.stream().map(ScriptCall::fill).toList());
        Map<CacheKey, Fill.Outcome> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            outcomes.put(ordered.get(i).key(), outcome(replies.get(i)));
        }
        return outcomes;
    }

    @Override
    public void invalidate(Collection<CacheKey> gone) {
        if (gone.isEmpty()) {
            return;
        }
        String[] names = gone.stream().map(CacheKey::toString).toArray(String[]::new);
        calls.answer(() -> keys.unlinkAsync(names));
    }

    private Reply run(ScriptCall call) {
        return calls.answer(() -> scripts.run(call));
    }

    private List<Reply> runAll(List<ScriptCall> batch) {
        return batch.isEmpty() ? List.of() : calls.answer(() -> scripts.runAll(batch));
    }

    private static Lookup lookup(Reply reply) {
        if (reply.verdict() == 0) {
            return new Lookup.Missing();
        }
        return reply.verdict() == 1 ? reply.entry() : new Lookup.Unreadable("what is at the key is no entry");
    }

    private static Reservation vacancy(Reply reply, FillToken token) {
        if (reply.verdict() == 1) {
            return new Reservation.Granted(token);
        }
        boolean occupied = reply.verdict() == 2;
        return occupied && reply.entry() instanceof Lookup.Found found
                ? new Reservation.Occupied(found.entry())
                : new Reservation.Declined();
    }

    private static Fill.Outcome outcome(Reply reply) {
        return reply.verdict() == 1 ? Fill.Outcome.STORED : Fill.Outcome.REFUSED;
    }

    private FillToken newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return new FillToken(HexFormat.of().formatHex(token));
    }
}
