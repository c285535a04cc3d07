package larder.coherence.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larder.coherence.history.Outage;
import larder.coherence.history.Outage.Effect;
import larder.coherence.history.Outages;

/** The run's clock, and the faults by it. */
public final class Timeline {
    private static final String LOST = "the process counted invalidations that it lost";

    private final long origin = System.nanoTime();
    private final List<Open> opened = new ArrayList<>();

    /** Nanoseconds since the beginning of the run. */
    public long now() {
        return System.nanoTime() - origin;
    }

    /** A fault begins; what was done so long before it may suffer from it. */
    synchronized Open open(String what, int process, Effect effect, Duration before) {
        Open open = new Open(new Outage(what, process, effect, now() - before.toNanos(), Long.MAX_VALUE));
        opened.add(open);
        return open;
    }

    /** What a process said that it lost, in a span of the past. Spans that touch are one. */
    public synchronized void lost(int process, long from, long to) {
        Optional<Open> last = opened.reversed().stream()
                .filter(open -> open.outage.what().equals(LOST)
                        && open.outage.process() == process
                        && open.outage.end() >= from)
                .findFirst();
        long start = last.map(open -> open.outage.start()).orElse(from);
        last.ifPresent(opened::remove);
        opened.add(new Open(new Outage(LOST, process, Effect.LOSES_INVALIDATIONS, start, to)));
    }

    public synchronized Outages outages() {
        return new Outages(opened.stream().map(Open::outage).toList());
    }

    /** A fault that lasts until it is closed. */
    final class Open {
        private volatile Outage outage;

        private Open(Outage outage) {
            this.outage = outage;
        }

        Outage outage() {
            return outage;
        }

        /** It is over, but for what it leaves behind for a while. */
        void close(Duration aftermath) {
            outage = new Outage(
                    outage.what(), outage.process(), outage.effect(), outage.start(), now() + aftermath.toNanos());
        }
    }
}
