package larder.adapter.memory;

import larder.domain.InvalidValue;

/**
 * How much memory the cache of this process may take.
 *
 * @param maxWeight the bytes of all keys and values together, with an estimate of what each entry costs beside them; at
 *     least 1 MiB
 */
public record InMemoryConfig(long maxWeight) {
    private static final long LEAST = 1L << 20;

    public InMemoryConfig {
        if (maxWeight < LEAST) {
            throw new InvalidValue("the cache in memory needs at least " + LEAST + " bytes");
        }
    }
}
