package larder.adapter.memcached;

import java.time.Duration;
import java.util.Optional;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;

/**
 * What stands under a key: a token with the time until which it is good, a value, or both.
 *
 * @param token {@link Tokens#NONE} for none
 * @param heldUntil when the token is void, by the {@link ServerClock}
 * @param value may be there without being fit to be answered any longer
 */
record Entry(String token, long heldUntil, Optional<Stored> value) {
    /** More than that Memcached would take for a date. */
    private static final long LONGEST_LIFE_SECONDS = Duration.ofDays(30).toSeconds();

    private static final long MILLIS = 1_000;

    /** Neither a token nor a value. */
    static final Entry NOTHING = reserved(Tokens.NONE, 0);

    static Entry reserved(String token, long heldUntil) {
        return new Entry(token, heldUntil, Optional.empty());
    }

    static Entry filled(Fill fill, long now) {
        return new Entry(Tokens.NONE, 0, Optional.of(Stored.of(fill, now)));
    }

    /** The same value with a new token beside it. */
    Entry reservedAnew(String newToken, long until, long now) {
        return new Entry(newToken, until, valueAt(now));
    }

    /** The same value alone. */
    Entry released(long now) {
        return new Entry(Tokens.NONE, 0, valueAt(now));
    }

    /** Whether the value is one that shows a change with that version. */
    boolean isAsNewAs(long version) {
        return value.isPresent()
                && value.get().content() instanceof Encoded encoded
                && encoded.version().isPresent()
                && encoded.version().getAsLong() >= version;
    }

    boolean isHeld(long now) {
        return !token.equals(Tokens.NONE) && now < heldUntil;
    }

    boolean isHeldBy(FillToken asked, long now) {
        return isHeld(now) && token.equals(asked.value());
    }

    /** The value, if it may still be answered. */
    Optional<Stored> valueAt(long now) {
        return value.filter(stored -> stored.mayStandIn(now));
    }

    /**
     * The life that Memcached is to give it, in seconds. It ends an entry up to a second early, so it is given one more: the
     * entry's own clocks end it before.
     */
    int lifeSeconds(long now) {
        long until = Math.max(heldUntil, value.map(Stored::staleUntil).orElse(0L));
        return (int) Math.clamp(Math.ceilDiv(until - now, MILLIS) + 1, 1, LONGEST_LIFE_SECONDS);
    }
}
