package larder.domain.port;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A question to the database of which it is known, before it is asked, what its answer depends on.
 *
 * <ul>
 *   <li>Two queries with the same fingerprint MUST have the same answer at the same time.
 *   <li>{@code tables} MUST name every table whose rows the answer depends on. When that cannot be told, or when the answer
 *       depends on anything else (the time, a random number, who asks), it MUST be empty, and the answer is not kept.
 *   <li>{@code answer} MUST ask the database in a statement that begins after the call, and MUST throw {@link
 *       RepositoryUnavailable} when the database does not answer within a bound.
 * </ul>
 *
 * @param fingerprint 64 hexadecimal digits
 * @param tables names of 1 to 64 of a-z, 0-9 and _
 */
public record Query<V>(String fingerprint, Set<String> tables, Supplier<V> answer) {
    public Query {
        tables = Set.copyOf(tables);
    }
}
