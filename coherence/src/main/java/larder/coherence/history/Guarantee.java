package larder.coherence.history;

import java.time.Duration;
import java.util.Set;

/**
 * What Larder's documentation promises, as the checker holds it to it.
 *
 * @param bound after which a write is seen by everybody, whatever broke and whoever made it
 * @param nearBound after which an API write whose process reached Valkey is seen where a near cache may answer; where none does,
 *     it is seen at once
 * @param nearRegions the regions of keys, as {@code product}, that are read from a near cache; departments are, by the directory
 */
public record Guarantee(Duration bound, Duration nearBound, Set<String> nearRegions) {
    public static final Guarantee DOCUMENTED = new Guarantee(
            Duration.ofMillis(1_000), Duration.ofMillis(250), Set.of("employee", "product", "department"));

    public Guarantee {
        nearRegions = Set.copyOf(nearRegions);
    }

    long nearNanos(String key) {
        return nearRegions.contains(key.substring(0, key.indexOf(':'))) ? nearBound.toNanos() : 0;
    }
}
