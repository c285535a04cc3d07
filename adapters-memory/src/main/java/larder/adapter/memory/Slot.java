package larder.adapter.memory;

import java.time.Duration;
import larder.domain.port.CacheEntry;
import larder.domain.port.CacheKey;
import larder.domain.port.Content;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import org.jspecify.annotations.Nullable;

/** What is kept under one key: a value, a reservation, or both. Never changed, only replaced. */
record Slot(@Nullable Value value, @Nullable Hold hold) {
    /** What an entry costs beside its key and its bytes: the objects that hold it together, measured roughly. */
    private static final int OVERHEAD = 250;

    /**
     * A value and its clocks, as readings of the ticker.
     *
     * @param freshUntil when it is past its time
     * @param goneAt when it may not even stand in any more
     */
    record Value(Content content, Duration loadTime, long storedAt, long freshUntil, long goneAt) {
        static Value of(Fill fill, long now) {
            long freshUntil = now + fill.freshFor().toNanos();
            return new Value(
                    fill.content(),
                    fill.loadTime(),
                    now,
                    freshUntil,
                    freshUntil + fill.staleFor().toNanos());
        }

        /** Whether it may be answered, if only as a stand-in. */
        boolean isThere(long now) {
            return goneAt - now > 0;
        }

        CacheEntry entry(long now) {
            return new CacheEntry(
                    content,
                    Duration.ofNanos(freshUntil - now),
                    Duration.ofNanos(goneAt - now),
                    Duration.ofNanos(Math.max(0, now - storedAt)),
                    loadTime);
        }
    }

    /** A reservation. */
    record Hold(FillToken token, long until) {}

    static Slot filled(Fill fill, long now) {
        return new Slot(Value.of(fill, now), null);
    }

    /** The same with another reservation. */
    Slot heldBy(Hold newer) {
        return new Slot(value, newer);
    }

    /** What is left without the reservation; nothing, if there is no value. */
    @Nullable
    Slot released() {
        return value == null ? null : new Slot(value, null);
    }

    boolean isFreshBeyond(Duration span, long now) {
        return value != null && value.freshUntil - now > span.toNanos();
    }

    /** Whether the value is one that shows a change with that version. */
    boolean isAsNewAs(long version) {
        return value != null
                && value.content instanceof Encoded encoded
                && encoded.version().isPresent()
                && encoded.version().getAsLong() >= version;
    }

    boolean isHeld(long now) {
        return hold != null && hold.until - now > 0;
    }

    boolean isHeldBy(FillToken token, long now) {
        return isHeld(now) && hold != null && hold.token.equals(token);
    }

    /** How long there is something to keep, from now on. */
    long lifeLeft(long now) {
        long ofValue = value == null ? 0 : value.goneAt - now;
        long ofHold = hold == null ? 0 : hold.until - now;
        return Math.max(0, Math.max(ofValue, ofHold));
    }

    int weight(CacheKey key) {
        int names = key.region().length() + key.id().length();
        return OVERHEAD + names + (value != null && value.content instanceof Encoded encoded ? weight(encoded) : 0);
    }

    private static int weight(Encoded encoded) {
        return encoded.format().length() + encoded.bytes().length;
    }
}
