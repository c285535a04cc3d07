package larder.application.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import larder.domain.port.ChangeLog.Backlog;
import larder.domain.port.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What this process can prove about the cache. The {@link Relay} tells it what it saw in the database's log of changes; every
 * reading asks it before it looks into the cache, and goes past the cache while there is doubt.
 *
 * <p><b>Proof.</b> {@link #proven()} is a moment before which every committed change has been applied: the entries that it
 * touches were removed from the cache, by the relay of this process or of another, unless they show it by their version. A
 * reading notes the proof <i>before</i> it asks the cache. What it finds there was then filled by a token that no earlier removal
 * took away, so it was loaded after every change that was committed before the proof, or shows it. It is no older than now less
 * the proof.
 *
 * <p><b>Doubt.</b> A reading that began after a write was acknowledged must not find what that write was to remove.
 *
 * <ul>
 *   <li>A removal that fails is noted by {@link #lost()} before its writer is answered. Who looked just before that, and found no
 *       doubt, is a reading at the same time as the write, and may be answered with either value. Who comes later sees the doubt.
 *   <li>The doubt ends with a proof later than the loss. The write was committed before the loss was noted, so that it is
 *       applied by then. What is compared is the moment <i>before</i> the log was asked: an answer that was under way when the
 *       removal was lost proves nothing about it.
 *   <li>A fill that is in flight when doubt begins may store an old value, as its token was not taken away. The relay does take
 *       it, or removes the value, before the proof; after that the fill is refused.
 *   <li>A load that began in front of the cache is shared with a reading in doubt only if its statement began after that reading
 *       did: that it could be stored proves nothing while removals are lost.
 * </ul>
 *
 * <p>While the database cannot be asked, no change is known to have been made, and what is known to be in doubt stays so. Hits go
 * on, and say by their growing bound how much is not known of them.
 *
 * <p>Safe for use by many threads, and cheap: a question is two reads of memory, and at times one of the ticker.
 */
public final class Freshness {
    /** How old the proof may become, while changes wait that the database does tell of. */
    static final Duration LONGEST_LAG = Duration.ofMillis(500);

    /**
     * How long the relay may be silent: longer than a busy machine lets a thread wait, since readers that went to the database would
     * make it busier still.
     */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private final Ticker ticker;
    private final AtomicReference<@Nullable Moment> lost = new AtomicReference<>();
    private final AtomicReference<@Nullable Moment> cacheFailed = new AtomicReference<>();
    private volatile Progress progress;

    private Freshness(Ticker ticker, Phase phase) {
        this.ticker = ticker;
        this.progress = new Progress(
                phase, OptionalLong.empty(), ticker.nanos(), Activity.RESTING, Backlog.NONE, Optional.empty());
    }

    /** Of a cache that a relay is going to follow the changes for: in doubt until its first look into the log has an outcome. */
    public static Freshness watched(Ticker ticker) {
        return new Freshness(ticker, Phase.UNKNOWN);
    }

    /** Of what no change is followed for, and what is answered for as long as its time lasts: never proven, never in doubt. */
    public static Freshness unwatched(Ticker ticker) {
        return new Freshness(ticker, Phase.UNWATCHED);
    }

    /** A reading of the ticker before which every committed change has been applied; empty before the first proof. */
    public OptionalLong proven() {
        return progress.proven();
    }

    /** How old the proof is; empty before the first. */
    public Optional<Duration> bound() {
        OptionalLong proven = proven();
        return proven.isPresent()
                ? Optional.of(Duration.ofNanos(ticker.nanos() - proven.getAsLong()))
                : Optional.empty();
    }

    /** Whether the cache must not be trusted now, neither to read from nor to fill. */
    public boolean inDoubt() {
        Progress now = progress;
        return lost.get() != null
                || now.deaf().isPresent()
                || switch (now.phase()) {
                    case UNKNOWN -> true;
                    case WATCHED -> isBehind(now);
                    case DATABASE_AWAY, UNWATCHED -> false;
                };
    }

    /** Notes that entries which a committed write touches could not be removed. To be called before the write is acknowledged. */
    public void lost() {
        note(lost);
    }

    /**
     * Notes that the cache could not be asked. Others may have written meanwhile, and lost their removals: when changes wait,
     * the cache is not trusted again before they have been applied.
     */
    public void cacheFailed() {
        note(cacheFailed);
    }

    /** What an operator is told. */
    public Report report() {
        Progress now = progress;
        return new Report(inDoubt(), now.phase(), bound(), now.backlog(), now.deaf());
    }

    /** The database is about to be asked for changes, or to be told that they were applied. */
    void asking() {
        Progress now = progress;
        progress = new Progress(now.phase(), now.proven(), ticker.nanos(), Activity.ASKING, now.backlog(), now.deaf());
    }

    /** Nothing is asked for a while. */
    void resting() {
        Progress now = progress;
        progress = new Progress(now.phase(), now.proven(), ticker.nanos(), Activity.RESTING, now.backlog(), now.deaf());
    }

    /** The log was looked into; {@code proof} is empty when that proves nothing new. */
    void seen(Backlog backlog, OptionalLong proof) {
        Progress now = progress;
        OptionalLong proven = proof.isPresent() ? proof : now.proven();
        progress = new Progress(Phase.WATCHED, proven, ticker.nanos(), now.activity(), backlog, now.deaf());
        if (proof.isPresent()) {
            endIfBefore(proof.getAsLong(), lost);
            endIfBefore(proof.getAsLong(), cacheFailed);
        }
    }

    /** Nobody looks into the log any more. */
    void unknown() {
        Progress now = progress;
        progress = new Progress(Phase.UNKNOWN, now.proven(), ticker.nanos(), now.activity(), now.backlog(), now.deaf());
    }

    void databaseAway() {
        Progress now = progress;
        progress = new Progress(
                Phase.DATABASE_AWAY, now.proven(), ticker.nanos(), now.activity(), now.backlog(), now.deaf());
    }

    /** Changes are not recorded, for that reason; or they are, when it is empty. */
    void deaf(Optional<String> why) {
        Progress now = progress;
        progress = new Progress(now.phase(), now.proven(), ticker.nanos(), now.activity(), now.backlog(), why);
    }

    /**
     * Whether changes wait that should have been applied, or nobody looks for them any more. A question that the database has not
     * answered yet is no reason: either it is away, which is known when the question's own time is over, or it is slow.
     */
    private boolean isBehind(Progress now) {
        if (!now.backlog().isEmpty() && (cacheFailed.get() != null || isUnproven(now.proven()))) {
            return true;
        }
        return now.activity() == Activity.RESTING && isLongerAgo(LONGEST_SILENCE, now.since());
    }

    private boolean isUnproven(OptionalLong proven) {
        return proven.isEmpty() || isLongerAgo(LONGEST_LAG, proven.getAsLong());
    }

    private boolean isLongerAgo(Duration span, long moment) {
        return ticker.nanos() - moment > span.toNanos();
    }

    private void note(AtomicReference<@Nullable Moment> last) {
        if (progress.phase() != Phase.UNWATCHED) {
            Moment now = new Moment(ticker.nanos());
            last.accumulateAndGet(now, Freshness::later);
        }
    }

    private static @Nullable Moment later(@Nullable Moment one, @Nullable Moment other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.at() - other.at() > 0 ? one : other;
    }

    /** A later moment that is noted meanwhile stays. */
    private static void endIfBefore(long proof, AtomicReference<@Nullable Moment> last) {
        Moment noted = last.get();
        if (noted != null && proof - noted.at() > 0) {
            last.compareAndSet(noted, null);
        }
    }

    /** How it stands with the database's log. */
    public enum Phase {
        /** It was not looked into yet. */
        UNKNOWN,
        /** The last look was answered. */
        WATCHED,
        /** The last look was not. */
        DATABASE_AWAY,
        /** Nobody looks. */
        UNWATCHED
    }

    /** What the relay is doing. */
    private enum Activity {
        ASKING,
        RESTING
    }

    /**
     * How it stands, for an operator.
     *
     * @param bound how old the proof is; empty before the first
     * @param backlog the changes that waited at the last look
     * @param deaf why changes are not recorded; empty when they are
     */
    public record Report(
            boolean inDoubt, Phase phase, Optional<Duration> bound, Backlog backlog, Optional<String> deaf) {}

    private record Moment(long at) {}

    /**
     * What the relay knows, as one value, so that a question sees all of it as it was at one moment. Only the relay's thread
     * makes a new one.
     *
     * @param since when that thread was heard of last
     */
    private record Progress(
            Phase phase, OptionalLong proven, long since, Activity activity, Backlog backlog, Optional<String> deaf) {}
}
