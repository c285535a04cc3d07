package larder.application.freshness;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import larder.domain.port.RelayNotices;
import larder.domain.port.Ticker;

/** What keeps a relay from its work: how long it rests after each failure, and when an operator is told. Used by one thread. */
final class Trouble {
    /** How long it rests after a first failure; each time after twice as long. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    /** Failures that end sooner are counted and not told: a start, or a server that is restarted. */
    private static final Duration UNNOTICED = Duration.ofSeconds(2);

    private final RelayNotices notices;
    private final Ticker ticker;
    private final LongAdder failures = new LongAdder();
    private Duration pause = FIRST_PAUSE;
    private long since;
    private boolean told;

    Trouble(RelayNotices notices, Ticker ticker) {
        this.notices = notices;
        this.ticker = ticker;
    }

    /** How long to rest after a failure. */
    Duration with(RuntimeException why, Duration longestPause) {
        failures.increment();
        long now = ticker.nanos();
        if (!isOn()) {
            since = now;
        }
        if (!told && now - since >= UNNOTICED.toNanos()) {
            told = true;
            notices.stuck(why);
        }
        Duration rest = pause;
        Duration twice = rest.multipliedBy(2);
        pause = twice.compareTo(longestPause) < 0 ? twice : longestPause;
        return rest;
    }

    /** Something worked. */
    void isOver() {
        pause = FIRST_PAUSE;
        if (told) {
            told = false;
            notices.moves();
        }
    }

    /** Whether the last thing failed. */
    boolean isOn() {
        return !pause.equals(FIRST_PAUSE);
    }

    /** How often it failed so far; for any thread. */
    long failures() {
        return failures.sum();
    }
}
