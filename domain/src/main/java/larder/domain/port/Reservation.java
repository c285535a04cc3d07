package larder.domain.port;

/** What a cache answers to one who wants to load a value for it. */
public sealed interface Reservation {
    /** Load, then fill with this token. */
    record Granted(FillToken token) implements Reservation {}

    /** No need: a value is there by now. */
    record Occupied(CacheEntry entry) implements Reservation {}

    /** Wait: somebody else loads or writes it, as far as the cache knows. */
    record Held() implements Reservation {}

    /** Load, but do not fill: this cache will not keep it. */
    record Declined() implements Reservation {}
}
