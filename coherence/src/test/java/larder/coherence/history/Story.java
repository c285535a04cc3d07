package larder.coherence.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import larder.coherence.history.KeyHistory.Kind;
import larder.coherence.history.Outage.Effect;
import larder.coherence.history.Write.Outcome;
import larder.coherence.history.Write.State;

/** A history made by hand. Times are milliseconds; the bound is 1,000 ms, that of near caches 250 ms. */
final class Story {
    static final Guarantee GUARANTEE = new Guarantee(Duration.ofMillis(1_000), Duration.ofMillis(250), Set.of("near"));

    private final String key;
    private final Kind kind;
    private final List<Event> events = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    private Story(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    static Story ofKey(String key) {
        return new Story(key, Kind.NUMBERED);
    }

    static Story ofCount() {
        return new Story("count:1", Kind.COUNTED);
    }

    /** By client 1 through process 0. */
    Story writes(long version, long from, long to) {
        return write(version, State.PRESENT, from, to, new Origin(1, 0), Outcome.ACKNOWLEDGED);
    }

    Story writesBySql(long version, long from, long to) {
        return write(version, State.PRESENT, from, to, new Origin(1, Origin.DATABASE), Outcome.ACKNOWLEDGED);
    }

    Story mayWrite(long version, long from, long to) {
        return write(version, State.PRESENT, from, to, new Origin(1, 0), Outcome.UNKNOWN);
    }

    Story isRefused(long version, long from, long to) {
        return write(version, State.PRESENT, from, to, new Origin(1, 0), Outcome.REFUSED);
    }

    Story deletes(long version, long from, long to) {
        return write(version, State.ABSENT, from, to, new Origin(1, 0), Outcome.ACKNOWLEDGED);
    }

    private Story write(long version, State state, long from, long to, Origin origin, Outcome outcome) {
        events.add(new Write(key, version, state, millis(from), millis(to), origin, outcome));
        return this;
    }

    /** By client 2 through process 1. */
    Story sees(long version, long from, long to) {
        return read(new Seen.Version(version), from, to, new Origin(2, 1), Read.NO_CLAIM);
    }

    Story seesWithClaim(long version, long claim, long from, long to) {
        return read(new Seen.Version(version), from, to, new Origin(2, 1), millis(claim));
    }

    /** By the client that writes, through the process that it writes through. */
    Story seesItself(long version, long from, long to) {
        return read(new Seen.Version(version), from, to, new Origin(1, 0), Read.NO_CLAIM);
    }

    Story seesNothing(long from, long to) {
        return read(new Seen.Absent(), from, to, new Origin(2, 1), Read.NO_CLAIM);
    }

    Story sees(Seen seen, long from, long to) {
        return read(seen, from, to, new Origin(2, 1), Read.NO_CLAIM);
    }

    Story holds(long version, long from, long to) {
        return read(new Seen.Version(version), from, to, new Origin(9, Origin.DATABASE), Read.NO_CLAIM);
    }

    Story holdsNothing(long from, long to) {
        return read(new Seen.Absent(), from, to, new Origin(9, Origin.DATABASE), Read.NO_CLAIM);
    }

    private Story read(Seen seen, long from, long to, Origin origin, long claim) {
        events.add(new Read(key, seen, millis(from), millis(to), origin, "hit", claim));
        return this;
    }

    Story during(Effect effect, int process, long from, long to) {
        outages.add(new Outage(effect.name(), process, effect, millis(from), millis(to)));
        return this;
    }

    private static long millis(long of) {
        return Duration.ofMillis(of).toNanos();
    }

    KeyHistory history() {
        return KeyHistory.of(key, kind, events);
    }

    Outages outages() {
        return new Outages(outages);
    }

    List<Violation> violations() {
        return Check.of(history(), GUARANTEE, outages());
    }

    List<Rule> broken() {
        return violations().stream().map(Violation::rule).toList();
    }
}
