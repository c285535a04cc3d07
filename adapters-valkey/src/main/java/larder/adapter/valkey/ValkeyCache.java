package larder.adapter.valkey;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;
import org.redisson.api.RKeysAsync;

/**
 * The cache on Valkey. An entry is one hash, which {@code valkey-cli HGETALL user:101} shows; every step on it is one script,
 * and every clock is the server's.
 */
final class ValkeyCache implements Cache {
    private static final int TOKEN_BYTES = 16;
    private static final long STORED = 1;
    private static final long GRANTED = 1;
    private static final long OCCUPIED = 2;
    private static final long HELD = 3;
    private static final long RESERVED = 1;

    private final Scripts scripts;
    private final EntryReads reads;
    private final SharedReads sharedReads;
    private final RKeysAsync names;
    private final Sweep sweep;
    private final Calls calls;
    private final RandomGenerator random = new SecureRandom();

    ValkeyCache(Scripts scripts, EntryReads reads, RKeysAsync names, Sweep sweep, Calls calls) {
        this.scripts = scripts;
        this.reads = reads;
        this.sharedReads = new SharedReads(reads::read);
        this.names = names;
        this.sweep = sweep;
        this.calls = calls;
    }

    @Override
    public Lookup read(CacheKey key) {
        return calls.answer(() -> sharedReads.read(key)).get();
    }

    @Override
    public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        List<CacheKey> distinct = keys.stream().distinct().toList();
        Map<CacheKey, Lookup> lookups = new LinkedHashMap<>();
        if (distinct.isEmpty()) {
            return lookups;
        }
        List<Supplier<Lookup>> answers = calls.answer(() -> reads.read(distinct));
        for (int i = 0; i < distinct.size(); i++) {
            lookups.put(distinct.get(i), answers.get(i).get());
        }
        return lookups;
    }

    @Override
    public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        FillToken token = newToken();
        Reservation made =
                reservation(reserving(ScriptCall.reserve(key, token, hold, unlessFreshFor), key, token), token);
        // What is in the way and cannot be read is no reason to leave it alone.
        return made instanceof Reservation.Declined ? takeOver(key, hold) : made;
    }

    @Override
    public Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
        List<CacheKey> distinct = keys.stream().distinct().toList();
        List<FillToken> tokens = distinct.stream().map(_ -> newToken()).toList();
        List<ScriptCall> reserves = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            reserves.add(ScriptCall.reserve(distinct.get(i), tokens.get(i), hold, Duration.ZERO));
        }
        List<List<Object>> said;
        try {
            said = runAll(reserves);
        } catch (CacheUnavailable inDoubt) {
            for (int i = 0; i < distinct.size(); i++) {
                giveBack(distinct.get(i), tokens.get(i), inDoubt);
            }
            throw inDoubt;
        }
        Map<CacheKey, Reservation> reservations = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            reservations.put(distinct.get(i), reservation(said.get(i), tokens.get(i)));
        }
        return reservations;
    }

    @Override
    public Reservation takeOver(CacheKey key, Duration hold) {
        FillToken token = newToken();
        return reservation(reserving(ScriptCall.takeOver(key, token, hold), key, token), token);
    }

    @Override
    public void release(Map<CacheKey, FillToken> tokens) {
        List<ScriptCall> releases = new ArrayList<>();
        tokens.forEach((key, token) -> releases.add(ScriptCall.release(key, token)));
        runAll(releases);
    }

    @Override
    public Fill.Outcome fill(Fill fill) {
        return outcome(run(ScriptCall.fill(fill)));
    }

    @Override
    public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        List<Fill> ordered = List.copyOf(fills);
        List<List<Object>> said = runAll(ordered.stream().map(ScriptCall::fill).toList());
        Map<CacheKey, Fill.Outcome> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            outcomes.put(ordered.get(i).key(), outcome(said.get(i)));
        }
        return outcomes;
    }

    @Override
    public void invalidate(Collection<CacheKey> keys) {
        String[] gone = keys.stream().map(CacheKey::toString).distinct().toArray(String[]::new);
        if (gone.length > 0) {
            calls.answer(() -> names.unlinkAsync(gone));
        }
    }

    @Override
    public void invalidateOlder(Map<CacheKey, Long> versions) {
        if (!versions.isEmpty()) {
            runAll(reads.together(List.copyOf(versions.keySet())).stream()
                    .map(keys -> ScriptCall.invalidateOlder(keys, versions))
                    .toList());
        }
    }

    /** A key that moves from one master of a cluster to another meanwhile may stay. */
    @Override
    public void clear(String region) {
        sweep.remove(region + ":*");
    }

    @Override
    public boolean isReserved(CacheKey key) {
        return verdict(run(ScriptCall.reserved(key))) == RESERVED;
    }

    private List<Object> reserving(ScriptCall call, CacheKey key, FillToken token) {
        try {
            return run(call);
        } catch (CacheUnavailable inDoubt) {
            giveBack(key, token, inDoubt);
            throw inDoubt;
        }
    }

    /** Without waiting: a reservation may have been made of which only this call knows, and others would wait for its end. */
    private void giveBack(CacheKey key, FillToken token, CacheUnavailable inDoubt) {
        boolean neverSent = inDoubt.getCause() == null;
        if (!neverSent) {
            CompletableFuture<?> _ = scripts.run(ScriptCall.release(key, token));
        }
    }

    private List<Object> run(ScriptCall call) {
        return calls.answer(() -> scripts.run(call));
    }

    private List<List<Object>> runAll(List<ScriptCall> batch) {
        return batch.isEmpty() ? List.of() : calls.answer(() -> scripts.runAll(batch));
    }

    private static Reservation reservation(List<Object> said, FillToken token) {
        long verdict = verdict(said);
        if (verdict == GRANTED) {
            return new Reservation.Granted(token);
        }
        if (verdict == HELD) {
            return new Reservation.Held();
        }
        return verdict == OCCUPIED && StoredEntry.lookup(said.get(1), said.get(2)) instanceof Lookup.Found found
                ? new Reservation.Occupied(found.entry())
                : new Reservation.Declined();
    }

    private static Fill.Outcome outcome(List<Object> said) {
        return verdict(said) == STORED ? Fill.Outcome.STORED : Fill.Outcome.REFUSED;
    }

    private static long verdict(List<Object> said) {
        return said.getFirst() instanceof Long verdict ? verdict : -1;
    }

    private FillToken newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return new FillToken(HexFormat.of().formatHex(token));
    }
}
