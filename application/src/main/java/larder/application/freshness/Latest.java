package larder.application.freshness;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The latest moment at which something of a kind happened, if it is still of interest. Noted and asked for by many threads. */
final class Latest {
    private final AtomicReference<@Nullable Moment> moment = new AtomicReference<>();

    void note(long at) {
        moment.accumulateAndGet(new Moment(at), Latest::later);
    }

    boolean isNoted() {
        return moment.get() != null;
    }

    /** The reading of the ticker; empty when it is not noted. */
    OptionalLong at() {
        Moment noted = moment.get();
        return noted == null ? OptionalLong.empty() : OptionalLong.of(noted.at());
    }

    /** Whether it was after that reading of the ticker. */
    boolean isAfter(long reading) {
        Moment noted = moment.get();
        return noted != null && noted.at() - reading > 0;
    }

    /** Whether it was after the other, or the other never was. */
    boolean isAfter(Latest other) {
        Moment theirs = other.moment.get();
        return theirs == null ? isNoted() : isAfter(theirs.at());
    }

    /** Forgets it if it was before that reading. A later one that is noted meanwhile stays. */
    void endIfBefore(long reading) {
        Moment noted = moment.get();
        if (noted != null && reading - noted.at() > 0) {
            moment.compareAndSet(noted, null);
        }
    }

    private static @Nullable Moment later(@Nullable Moment one, @Nullable Moment other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.at() - other.at() > 0 ? one : other;
    }

    private record Moment(long at) {}
}
