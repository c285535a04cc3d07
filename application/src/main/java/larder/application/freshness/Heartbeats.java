package larder.application.freshness;

import java.time.Duration;
import java.util.Optional;
import larder.application.freshness.Freshness.Phase;
import larder.domain.port.ChangeLog;
import larder.domain.port.RelayNotices;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.Ticker;

/**
 * Asks about once a second whether the database records its changes, and shuts the gate while it does not. An answer that does not
 * come shuts nothing: it is asked for again when the next is due. Used by one thread.
 */
final class Heartbeats {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final ChangeLog log;
    private final Removal removal;
    private final Freshness freshness;
    private final RelayNotices notices;
    private final Ticker ticker;
    private final Trouble trouble;
    private long last;

    Heartbeats(ChangeLog log, Removal removal, Freshness freshness, RelayNotices notices, Ticker ticker) {
        this.log = log;
        this.removal = removal;
        this.freshness = freshness;
        this.notices = notices;
        this.ticker = ticker;
        this.trouble = new Trouble(notices, ticker);
        this.last = ticker.nanos() - BETWEEN.toNanos();
    }

    /** How many were not answered, or found what could not be mended; for any thread. */
    long failures() {
        return trouble.failures();
    }

    /** One, if it is due and the database is ready. What fails when the log could not be looked into either is the trouble of that. */
    void beatIfDue(Trouble ofLog) {
        long now = ticker.nanos();
        if (freshness.report().phase() == Phase.UNKNOWN || now - last < BETWEEN.toNanos()) {
            return;
        }
        last = now;
        Trouble ours = ofLog.isOn() ? ofLog : trouble;
        try {
            hear(log.deafness());
            trouble.isOver();
        } catch (RepositoryUnavailable unavailable) {
            ours.with(unavailable, LONGEST_PAUSE);
        } catch (RuntimeException failed) {
            freshness.lost();
            ours.with(failed, LONGEST_PAUSE);
        }
    }

    /** What was changed while nothing was recorded is not known, so that all is forgotten before the cache is trusted again. */
    private void hear(Optional<String> deaf) {
        Optional<String> before = freshness.report().deaf();
        if (deaf.isPresent()) {
            freshness.deaf(deaf);
            if (before.isEmpty()) {
                notices.deaf(deaf.get());
            }
        } else if (before.isPresent()) {
            removal.ofEverything();
            freshness.lost();
            freshness.deaf(Optional.empty());
            notices.hears();
        }
    }
}
