package larder.application.query;

import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Caching;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;

/**
 * The generation of each table, in the cache that all processes share. After a write is committed the generation of its table
 * is invalidated; the next reader makes another one. Since a name is never used twice, what was kept for an earlier generation
 * is not asked for again, whoever stores it and however late.
 */
public final class Tables {
    /** Longer than any query result lives: a generation that ends takes the results with it. */
    private static final Duration TTL = Duration.ofHours(12);

    private static final int BYTES = 16;

    private final RandomGenerator names;
    private final ReadThrough<String, Generation> generations;

    /**
     * Tables whose generations are shared through a cache.
     *
     * @param names draws the names; those that two processes draw must never be the same, so a cryptographic one is needed
     */
    public Tables(Caching caching, RandomGenerator names) {
        this(caching, names, Optional.empty());
    }

    /**
     * Tables of whose generations each process keeps copies.
     *
     * @param near how old a copy may be at most, so how late a process may learn of a change; empty for no copies
     */
    public Tables(Caching caching, RandomGenerator names, Optional<Duration> near) {
        this.names = names;
        Region usual = Region.of("table", TTL);
        Region never = new Region(
                usual.name(),
                usual.ttl(),
                usual.jitter(),
                usual.absenceTtl(),
                0,
                Duration.ZERO,
                usual.lockWait(),
                usual.loadDeadline(),
                near);
        generations = new ReadThrough<>(never, new GenerationCodec(), Source.ofMade(_ -> newGeneration()), caching);
    }

    /** To be called after a change of the tables was committed, or may have been, and before it is acknowledged. */
    public void changed(Collection<String> tables) {
        generations.invalidate(tables);
    }

    Answer<Generation> generation(String table) {
        return generations.get(table);
    }

    private Generation newGeneration() {
        byte[] name = new byte[BYTES];
        names.nextBytes(name);
        return new Generation(HexFormat.of().formatHex(name));
    }
}
