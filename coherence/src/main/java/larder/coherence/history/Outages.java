package larder.coherence.history;

import java.util.List;

/** The faults of a run. */
public final class Outages {
    public static final Outages NONE = new Outages(List.of());

    private final List<Outage> all;
    private final List<Outage> losing;
    private final List<Outage> pausing;

    public Outages(List<Outage> all) {
        this.all = List.copyOf(all);
        this.losing = all.stream()
                .filter(outage -> outage.effect() != Outage.Effect.NONE)
                .toList();
        this.pausing = all.stream()
                .filter(outage -> outage.effect() == Outage.Effect.PAUSES)
                .toList();
    }

    public List<Outage> all() {
        return all;
    }

    /** Whether nothing kept the process of an acknowledged write from the cache. */
    boolean reachedTheCache(Write write) {
        for (Outage outage : losing) {
            if (outage.touches(write.origin().process()) && outage.overlaps(write.start(), write.end())) {
                return false;
            }
        }
        return true;
    }

    /** For how long a process stood still in a span, in nanoseconds. */
    long paused(int process, long from, long to) {
        long sum = 0;
        for (Outage outage : pausing) {
            if (outage.touches(process)) {
                sum += outage.within(from, to);
            }
        }
        return sum;
    }

    List<Outage> about(long from, long to) {
        return all.stream().filter(outage -> outage.overlaps(from, to)).toList();
    }
}
