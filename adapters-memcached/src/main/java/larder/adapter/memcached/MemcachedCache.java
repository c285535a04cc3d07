package larder.adapter.memcached;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import larder.adapter.memcached.Changes.Step;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.Lookup;
import larder.domain.port.Reservation;

/**
 * The cache on Memcached. An entry stands whole under its key, token and value in one item, as {@link EntryFormat} says, so that
 * one conditional store changes both. A value that the server finds too large (one mebibyte with all that belongs to it, unless
 * it is started with {@code -I}) is refused when it is filled, and what was there stays.
 */
final class MemcachedCache implements Cache {
    private final Calls calls;
    private final Changes changes;
    private final Tokens tokens;

    MemcachedCache(Calls calls, Tokens tokens) {
        this.calls = calls;
        this.changes = new Changes(calls);
        this.tokens = tokens;
    }

    @Override
    public Lookup read(CacheKey key) {
        return requireNonNull(readAll(List.of(key)).get(key));
    }

    @Override
    public Map<CacheKey, Lookup> readAll(Collection<CacheKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return calls.ask((wire, deadline) -> {
            Map<String, Seen> seen = wire.look(names(keys), deadline);
            long now = wire.now();
            Map<CacheKey, Lookup> lookups = new HashMap<>();
            keys.forEach(key -> lookups.put(key, lookup(requireNonNull(seen.get(key.toString())), now)));
            return lookups;
        });
    }

    @Override
    public Reservation reserve(CacheKey key, Duration hold, Duration unlessFreshFor) {
        return requireNonNull(reserveAll(List.of(key), hold, unlessFreshFor).get(key));
    }

    @Override
    public Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold) {
        return reserveAll(keys, hold, Duration.ZERO);
    }

    private Map<CacheKey, Reservation> reserveAll(Collection<CacheKey> keys, Duration hold, Duration unlessFreshFor) {
        Map<String, String> tokenOf = new HashMap<>();
        keys.forEach(key -> tokenOf.computeIfAbsent(key.toString(), _ -> tokens.next()));
        return byKey(keys, changes.make(names(keys), (name, seen, now) -> {
            Optional<Reservation> occupied = value(seen, now)
                    .filter(stored -> stored.isFreshFor(unlessFreshFor, now))
                    .map(stored -> new Reservation.Occupied(stored.at(now)));
            if (occupied.isPresent()) {
                return new Step.Leave<>(occupied.get());
            }
            return seen instanceof Seen.Kept(long _, Entry entry) && entry.isHeld(now)
                    ? new Step.Leave<>(new Reservation.Held())
                    : put(requireNonNull(tokenOf.get(name)), seen, hold, now);
        }));
    }

    @Override
    public Reservation takeOver(CacheKey key, Duration hold) {
        String token = tokens.next();
        Map<String, Reservation> made =
                changes.make(List.of(key.toString()), (_, seen, now) -> put(token, seen, hold, now));
        return requireNonNull(made.get(key.toString()));
    }

    @Override
    public void release(Map<CacheKey, FillToken> held) {
        Map<String, FillToken> tokenOf = new HashMap<>();
        held.forEach((key, token) -> tokenOf.put(key.toString(), token));
        changes.make(
                List.copyOf(tokenOf.keySet()),
                (name, seen, now) -> seen instanceof Seen.Kept(long _, Entry entry)
                                && entry.isHeldBy(requireNonNull(tokenOf.get(name)), now)
                        ? new Step.Put<>(entry.released(now), true, false)
                        : new Step.Leave<>(false));
    }

    @Override
    public Fill.Outcome fill(Fill fill) {
        return requireNonNull(fillAll(List.of(fill)).get(fill.key()));
    }

    @Override
    public Map<CacheKey, Fill.Outcome> fillAll(Collection<Fill> fills) {
        Map<String, Fill> fillOf = new LinkedHashMap<>();
        fills.forEach(fill -> fillOf.put(fill.key().toString(), fill));
        Map<String, Fill.Outcome> outcomes = changes.make(List.copyOf(fillOf.keySet()), (name, seen, now) -> {
            Fill fill = requireNonNull(fillOf.get(name));
            return seen instanceof Seen.Kept(long _, Entry entry) && entry.isHeldBy(fill.token(), now)
                    ? new Step.Put<>(Entry.filled(fill, now), Fill.Outcome.STORED, Fill.Outcome.REFUSED)
                    : new Step.Leave<>(Fill.Outcome.REFUSED);
        });
        // A value that was too large left its token, which others would wait for.
        release(fills.stream()
                .filter(fill -> outcomes.get(fill.key().toString()) == Fill.Outcome.REFUSED)
                .collect(Collectors.toMap(Fill::key, Fill::token)));
        return byKey(fills.stream().map(Fill::key).toList(), outcomes);
    }

    @Override
    public void invalidate(Collection<CacheKey> keys) {
        if (!keys.isEmpty()) {
            boolean _ = calls.ask((wire, deadline) -> {
                wire.remove(names(keys), deadline);
                return true;
            });
        }
    }

    /** In place of what goes comes an entry of nothing for a second: a removal would not mind what it removes. */
    @Override
    public void invalidateOlder(Map<CacheKey, Long> versions) {
        Map<String, Long> versionOf = new HashMap<>();
        versions.forEach((key, version) -> versionOf.put(key.toString(), version));
        changes.make(
                List.copyOf(versionOf.keySet()),
                (name, seen, now) -> withoutOlder(requireNonNull(versionOf.get(name)), seen, now));
    }

    private static Step<Boolean> withoutOlder(long version, Seen seen, long now) {
        return switch (seen) {
            case Seen.Nothing _ -> new Step.Leave<>(true);
            case Seen.Kept(long _, Entry entry)
            when entry.isAsNewAs(version) ->
                entry.isHeld(now) ? new Step.Put<>(entry.released(now), true, true) : new Step.Leave<>(true);
            case Seen.Kept _, Seen.Foreign _ -> new Step.Put<>(Entry.NOTHING, true, true);
        };
    }

    /** Memcached does not tell its keys: all that it holds goes, the locks too. */
    @Override
    public void clear(String region) {
        boolean _ = calls.ask((wire, deadline) -> {
            wire.removeAll(deadline);
            return true;
        });
    }

    @Override
    public Duration clockError() {
        return ServerClock.WIDTH;
    }

    @Override
    public boolean isReserved(CacheKey key) {
        String name = key.toString();
        return calls.ask((wire, deadline) ->
                wire.look(List.of(name), deadline).get(name) instanceof Seen.Kept(long _, Entry entry)
                        && entry.isHeld(wire.now()));
    }

    /** A token beside the value that may still be answered. A value that fits still fits with it. */
    private static Step<Reservation> put(String token, Seen seen, Duration hold, long now) {
        long until = now + Math.max(1, hold.toMillis());
        Entry entry = switch (seen) {
            case Seen.Kept(long _, Entry before) -> before.reservedAnew(token, until, now);
            case Seen.Nothing _, Seen.Foreign _ -> Entry.reserved(token, until);
        };
        return new Step.Put<>(entry, new Reservation.Granted(new FillToken(token)), new Reservation.Declined());
    }

    private static Lookup lookup(Seen seen, long now) {
        return switch (seen) {
            case Seen.Nothing _ -> new Lookup.Missing();
            case Seen.Foreign _ -> new Lookup.Unreadable("what is at the key is no entry, or was damaged");
            case Seen.Kept(long _, Entry entry) ->
                entry.valueAt(now)
                        .<Lookup>map(stored -> new Lookup.Found(stored.at(now)))
                        .orElseGet(Lookup.Missing::new);
        };
    }

    private static Optional<Stored> value(Seen seen, long now) {
        return seen instanceof Seen.Kept(long _, Entry entry) ? entry.valueAt(now) : Optional.empty();
    }

    private static List<String> names(Collection<CacheKey> keys) {
        return keys.stream().map(CacheKey::toString).distinct().toList();
    }

    private static <T> Map<CacheKey, T> byKey(Collection<CacheKey> keys, Map<String, T> answers) {
        Map<CacheKey, T> named = new LinkedHashMap<>();
        keys.forEach(key -> named.put(key, requireNonNull(answers.get(key.toString()))));
        return named;
    }
}
