package larder.application.catalogue;

import java.util.Optional;
import larder.application.readthrough.Answer;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.Overloaded;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewBufferUnavailable;
import larder.domain.port.ViewEvent;
import larder.domain.port.ViewRepository;
import larder.domain.port.ViewRepository.Counted;
import larder.domain.port.ViewStats;

/**
 * How often products are looked at, by write-behind: a view waits in a buffer, and {@link ViewApplier} counts it in the
 * database. What the buffer certainly did not take goes straight there.
 */
public final class Views {
    private final Catalogue catalogue;
    private final ViewRepository repository;
    private final ViewBuffer buffer;
    private final LoadLimit direct;
    private final ViewStats stats;
    private final Runnable appended;

    /**
     * Views on their ports.
     *
     * @param direct bounds the views that go straight to the database at the same time, so that others find a connection
     * @param appended is run after each view that the buffer took
     */
    public Views(
            Catalogue catalogue,
            ViewRepository repository,
            ViewBuffer buffer,
            LoadLimit direct,
            ViewStats stats,
            Runnable appended) {
        this.catalogue = catalogue;
        this.repository = repository;
        this.buffer = buffer;
        this.direct = direct;
        this.stats = stats;
        this.appended = appended;
    }

    /** How many views of a product the database has counted; those in the buffer come later. Empty when there is no such product. */
    public Optional<Long> count(ProductId product) {
        return repository.count(product);
    }

    /**
     * Takes a view, so that it will be counted.
     *
     * @throws RepositoryUnavailable when the database is needed and does not answer; the view may have been counted
     * @throws Overloaded when too many views are on their way to the database; this one is not counted
     */
    public Outcome add(View view) {
        if (catalogue.find(view.product()) instanceof Answer.Absent<?>) {
            return Outcome.NO_SUCH_PRODUCT;
        }
        try {
            return switch (buffer.append(view)) {
                case TAKEN -> {
                    stats.count(ViewEvent.BUFFERED, 1);
                    appended.run();
                    yield Outcome.ACCEPTED;
                }
                case FULL -> {
                    stats.count(ViewEvent.TURNED_AWAY, 1);
                    yield Outcome.TURNED_AWAY;
                }
                case REFUSED -> addDirectly(view);
            };
        } catch (ViewBufferUnavailable _) {
            stats.count(ViewEvent.IN_DOUBT, 1);
            // With a key the database decides whether it is a second time; without one nobody could.
            return view.key().isPresent() ? addDirectly(view) : Outcome.IN_DOUBT;
        }
    }

    private Outcome addDirectly(View view) {
        Counted counted = direct.run(() -> repository.add(view));
        stats.count(ViewEvent.DIRECT, 1);
        return counted == Counted.NO_SUCH_PRODUCT ? Outcome.NO_SUCH_PRODUCT : Outcome.ACCEPTED;
    }

    /** What became of a view. */
    public enum Outcome {
        /** It is counted, or will be, or was counted before. */
        ACCEPTED,
        NO_SUCH_PRODUCT,
        /** Too many wait to be counted; this one is not among them. */
        TURNED_AWAY,
        /** Nobody knows whether it will be counted. */
        IN_DOUBT
    }
}
