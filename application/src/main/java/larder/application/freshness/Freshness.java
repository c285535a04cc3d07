package larder.application.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import larder.application.freshness.Progress.Activity;
import larder.domain.port.ChangeLog.Backlog;
import larder.domain.port.Ticker;

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
 * <p><b>The log is not heard.</b> While the database is away no change is known to have been made: hits go on, and say by their
 * growing bound how much is not known of them. But a log that is not answered is no database that is away: it may be slow, or have
 * no connection left, while others commit. What tells the two apart is whether the database answers what else it is asked:
 *
 * <ul>
 *   <li>After a look that failed, a load or a write is a reason for doubt that began when the log had been silent for {@link
 *       #LONGEST_LAG}, and was answered. One that began earlier is none: the database may have gone away since. Nor is a look
 *       that has no answer yet: a database that is merely slow would get all reads besides.
 *   <li>Changes that had waited for too long at the last look stay a reason for doubt.
 *   <li>Both end when a load fails that began after the last that was answered: then the database is away, as far as anybody
 *       knows. In doubt every reading loads, so that this is found out by the first.
 * </ul>
 *
 * <p>Safe for use by many threads, and cheap: a question is a few reads of memory, and at times one of the ticker.
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
    private final Latest lost = new Latest();
    private final Latest everLost = new Latest();
    private final Latest cacheFailed = new Latest();
    private final Latest answered = new Latest();
    private final Latest unanswered = new Latest();
    private volatile Progress progress;

    private Freshness(Ticker ticker, Phase phase) {
        this.ticker = ticker;
        this.progress = Progress.beginning(phase, ticker.nanos());
    }

    /** Of a cache that a relay is to follow the changes for: in doubt until a look into the log is answered, or finds no database. */
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
        return lost.isNoted()
                || now.deaf().isPresent()
                || switch (now.phase()) {
                    case UNKNOWN -> true;
                    case WATCHED ->
                        isStill(now) || (isBehind(now, ticker.nanos()) && !(isOverdue(now) && loadsFail(now)));
                    case DATABASE_AWAY -> isUnheard(now) || (isBehind(now, now.heard()) && !loadsFail(now));
                    case UNWATCHED -> false;
                };
    }

    /** Notes that entries which a committed write touches could not be removed. To be called before the write is acknowledged. */
    public void lost() {
        note(everLost);
        note(lost);
    }

    /**
     * The reading of the ticker at which a removal was lost last, whether there is still doubt about it or not; empty when none was.
     * Who knows less than is proven here must not answer before it knows what was proven later than that.
     */
    public OptionalLong lastLost() {
        return everLost.at();
    }

    /**
     * Notes that the cache could not be asked. Others may have written meanwhile, and lost their removals: when changes wait,
     * the cache is not trusted again before they have been applied.
     */
    public void cacheFailed() {
        note(cacheFailed);
    }

    /** Notes that the database answered what is not its log, and what it was asked at that reading of the ticker or later. */
    public void databaseAnswered(long begun) {
        answered.note(begun);
    }

    /** Notes that the database could not be asked what is not its log, at that reading of the ticker or later. */
    public void databaseFailed(long begun) {
        unanswered.note(begun);
    }

    /** What an operator is told. */
    public Report report() {
        Progress now = progress;
        return new Report(inDoubt(), now.phase(), bound(), now.backlog(), now.deaf());
    }

    /** The log is about to be looked into. */
    void asking() {
        progress = progress.asking(ticker.nanos());
    }

    /** Nothing is asked for a while. */
    void resting() {
        progress = progress.resting(ticker.nanos());
    }

    /** The log was looked into; {@code proof} is empty when that proves nothing new. */
    void seen(Backlog backlog, OptionalLong proof) {
        progress = progress.seen(backlog, proof, ticker.nanos());
        if (proof.isPresent()) {
            lost.endIfBefore(proof.getAsLong());
            cacheFailed.endIfBefore(proof.getAsLong());
        }
    }

    /** The log is not to be looked into yet, or nobody does any more: whatever changes, nobody here will know. */
    void unknown() {
        progress = progress.in(Phase.UNKNOWN, ticker.nanos());
    }

    /** A look was not answered. That something else was not is no reason to think so. */
    void databaseAway() {
        progress = progress.in(Phase.DATABASE_AWAY, ticker.nanos());
    }

    /** Changes are not recorded, for that reason; or they are, when it is empty. */
    void deaf(Optional<String> why) {
        progress = progress.deaf(why, ticker.nanos());
    }

    /** Whether changes wait that should have been applied by that reading of the ticker. */
    private boolean isBehind(Progress now, long reading) {
        return (!now.backlog().isEmpty() && cacheFailed.isNoted()) || now.hasWaitedFor(LONGEST_LAG, reading);
    }

    /** Whether nobody looks for changes any more. A question that has no answer yet says nothing of that. */
    private boolean isStill(Progress now) {
        return now.activity() == Activity.RESTING && ticker.nanos() - now.since() > LONGEST_SILENCE.toNanos();
    }

    /** Whether the database answered when its log had not been heard for longer than changes may wait. */
    private boolean isUnheard(Progress now) {
        OptionalLong since = now.unheard();
        return since.isPresent() && answered.isAfter(since.getAsLong() + LONGEST_LAG.toNanos()) && !loadsFail(now);
    }

    private boolean isOverdue(Progress now) {
        OptionalLong since = now.unheard();
        return since.isPresent() && ticker.nanos() - since.getAsLong() > LONGEST_LAG.toNanos();
    }

    /** Whether the load that was begun last, of those that have ended since the log was heard, was not answered. */
    private boolean loadsFail(Progress now) {
        return unanswered.isAfter(now.heard()) && unanswered.isAfter(answered);
    }

    private void note(Latest event) {
        if (progress.phase() != Phase.UNWATCHED) {
            event.note(ticker.nanos());
        }
    }

    /** How it stands with the database's log. */
    public enum Phase {
        /** No look was answered yet, and the database is not known to be away; or nobody looks any more. */
        UNKNOWN,
        /** The last look was answered. */
        WATCHED,
        /** The last look was not. */
        DATABASE_AWAY,
        /** Nobody looks. */
        UNWATCHED
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
}
