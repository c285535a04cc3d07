package larder.domain.port;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What all processes are told of entries that were forgotten, so that none keeps its own copy. Only writes travel on it, never
 * fills.
 *
 * <ul>
 *   <li>Many keys of one region MAY be told as that region.
 *   <li>What was published MUST be in the news of every follower that asks after {@code publish} returned, or that follower MUST
 *       be told of a {@link News.Gap}.
 *   <li>Every method MUST answer within the adapter's bound for a call, or throw {@link CacheUnavailable} with the cause.
 *   <li>A feed that was emptied, restored from an earlier state or cut short MUST answer {@link News.Gap} to whoever was further.
 * </ul>
 */
public interface InvalidationFeed {
    /** Tells everybody. To be called after the entries were removed from the cache. MUST have happened when it returns. */
    void publish(Collection<CacheKey> keys);

    /** Tells everybody that a whole region was cleared. To be called after it was. MUST have happened when it returns. */
    void publishCleared(String region);

    /** What was published after a position. */
    News since(Position position);

    /**
     * How far a follower has read.
     *
     * @param life names the feed from its beginning until it is lost; no two lives have the same
     * @param number of the last message that was read; 0 for none
     */
    record Position(String life, long number) {
        /** Of one that has read nothing yet: its first news are a gap. */
        public static final Position NOWHERE = new Position("", 0);
    }

    /** What a follower is told. */
    sealed interface News {
        /** How far the follower has read then. */
        Position upTo();

        /** All that was published in between, oldest first; often nothing. */
        record Messages(List<CacheKey> keys, Set<String> clearedRegions, Position upTo) implements News {}

        /** Something in between is not known any more: nothing that was copied before may be trusted. */
        record Gap(Position upTo) implements News {}
    }
}
