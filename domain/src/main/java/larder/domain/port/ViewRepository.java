package larder.domain.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;

/**
 * Where views are counted for good.
 *
 * <ul>
 *   <li>Views of one product with one key MUST count once, in whatever way and from whatever process they come, at the same
 *       time or one after the other, until the key is forgotten.
 *   <li>Every method MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too
 *       busy or too slow, and MUST do so within a bound.
 * </ul>
 */
public interface ViewRepository {
    /** How many views of a product were counted; empty when there is no such product. */
    Optional<Long> count(ProductId product);

    /** Counts a view. It MUST be committed when the method returns. */
    Counted add(View view);

    /**
     * Counts entries of a buffer, all or none of them. Each MUST count once, however often it is applied: an entry whose mark
     * is not above the highest that was applied of its epoch is left out.
     *
     * @param entries of one epoch, in the order of their marks, without any gap after those applied before; each can be read
     */
    Application apply(List<BufferedView> entries);

    /**
     * Forgets keys whose views were counted longer ago than that, by the database's clock.
     *
     * @param most how many at most
     * @return how many were forgotten
     */
    int forgetKeys(Duration age, int most);

    /** What became of a view. */
    enum Counted {
        COUNTED,
        /** A view with its key was counted before. */
        COUNTED_BEFORE,
        NO_SUCH_PRODUCT
    }

    /** What became of a buffer's entries. */
    sealed interface Application {
        /**
         * They are counted, now or before, and committed.
         *
         * @param counted how many were counted now
         * @param gone the products among all of the entries' that do not exist; their views are not counted
         */
        record Done(int counted, Set<ProductId> gone) implements Application {
            public Done {
                gone = Set.copyOf(gone);
            }
        }

        /** Somebody else applies entries of this epoch at this moment; nothing was changed. */
        record Busy() implements Application {}
    }
}
