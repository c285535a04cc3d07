package larder.application.query;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Caching;
import larder.application.readthrough.Overloaded;
import larder.application.readthrough.Provenance;
import larder.application.readthrough.ReadThrough;
import larder.application.readthrough.Region;
import larder.application.readthrough.Source;
import larder.domain.port.Codec;
import larder.domain.port.Query;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Ticker;

/**
 * A region of query results. A result is kept under the query's fingerprint and the generations of its tables as they were
 * before it was asked for, so that it is not found any more once one of them has changed.
 */
public final class QueryResults<V> {
    private final Tables tables;
    private final ReadThrough<Question<V>, V> results;
    private final Ticker ticker;

    public QueryResults(Region region, Codec<V> codec, Tables tables, Caching caching) {
        this.tables = tables;
        this.ticker = caching.ticker();
        Source<Question<V>, V> source =
                Source.ofOne(question -> Optional.of(question.query().answer().get()));
        this.results = new ReadThrough<>(region, codec, source, caching);
    }

    /**
     * The answer of a query; always found. It was asked for after the generations that it is found under began, so that it is as
     * current as they are: its bound is the longest of theirs.
     *
     * @throws RepositoryUnavailable when it is not cached and the database does not answer
     * @throws Overloaded when it is not cached and too many loads are under way
     */
    public Answer<V> get(Query<V> query) {
        if (query.tables().isEmpty()) {
            return pastCache(query, Provenance.Source.BYPASS);
        }
        MessageDigest generations = sha256();
        Duration bound = Duration.ZERO;
        long looking = ticker.nanos();
        for (String table : new TreeSet<>(query.tables())) {
            Answer<Generation> answer = tables.generation(table);
            Provenance.Source source = answer.provenance().source();
            if (!(answer instanceof Answer.Found<Generation> found) || isPastCache(source)) {
                return pastCache(query, source);
            }
            generations.update((table + ":" + found.value().name() + "\n").getBytes(StandardCharsets.US_ASCII));
            bound = longer(bound, answer.provenance().bound());
        }
        String id = query.fingerprint() + ":" + HexFormat.of().formatHex(generations.digest(), 0, 16);
        Answer<V> result = results.get(new Question<>(query, id));
        Duration since = Duration.ofNanos(ticker.nanos() - looking);
        return result.from(result.provenance().orOlder(bound.plus(since)));
    }

    private Answer<V> pastCache(Query<V> query, Provenance.Source why) {
        return results.getPastCache(new Question<>(query, query.fingerprint()), why);
    }

    private static boolean isPastCache(Provenance.Source source) {
        return switch (source) {
            case BYPASS, IN_DOUBT -> true;
            case HIT, NEAR, STALE, LOADED_STORED, LOADED_NOT_STORED, COLLAPSED -> false;
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** A query, and the id under which its answer is kept. */
    private record Question<V>(Query<V> query, String id) {
        @Override
        public String toString() {
            return id;
        }
    }
}
