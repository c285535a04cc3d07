package larder.application.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import larder.application.freshness.Freshness.Phase;
import larder.domain.port.ChangeLog.Backlog;

/**
 * What the relay knows, as one value, so that a question sees all of it as it was at one moment. Only the relay's thread makes a
 * new one.
 *
 * @param activity what that thread is doing
 * @param since when it was heard of last
 * @param heard when a look into the log was answered last; before the first, when it all began
 * @param unheard when the first of the looks was asked that were not answered since; empty when the last was
 * @param backlog the changes that waited at the last look that was answered
 * @param deaf why changes are not recorded; empty when they are
 */
record Progress(
        Phase phase,
        Activity activity,
        long since,
        long heard,
        OptionalLong unheard,
        OptionalLong proven,
        Backlog backlog,
        Optional<String> deaf) {
    static Progress beginning(Phase phase, long now) {
        return new Progress(
                phase,
                Activity.RESTING,
                now,
                now,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Backlog.NONE,
                Optional.empty());
    }

    /** The log is about to be asked. */
    Progress asking(long now) {
        OptionalLong first = unheard.isPresent() ? unheard : OptionalLong.of(now);
        return new Progress(phase, Activity.ASKING, now, heard, first, proven, backlog, deaf);
    }

    Progress resting(long now) {
        return new Progress(phase, Activity.RESTING, now, heard, unheard, proven, backlog, deaf);
    }

    /** A look was answered; {@code proof} is empty when that proves nothing new. */
    Progress seen(Backlog found, OptionalLong proof, long now) {
        OptionalLong latest = proof.isPresent() ? proof : proven;
        return new Progress(Phase.WATCHED, activity, now, now, OptionalLong.empty(), latest, found, deaf);
    }

    Progress in(Phase other, long now) {
        return new Progress(other, activity, now, heard, unheard, proven, backlog, deaf);
    }

    Progress deaf(Optional<String> why, long now) {
        return new Progress(phase, activity, now, heard, unheard, proven, backlog, why);
    }

    /** Whether changes wait, and the proof was older than that at this reading of the ticker. */
    boolean hasWaitedFor(Duration span, long reading) {
        return !backlog.isEmpty() && (proven.isEmpty() || reading - proven.getAsLong() > span.toNanos());
    }

    /** What the relay is doing. */
    enum Activity {
        ASKING,
        RESTING
    }
}
