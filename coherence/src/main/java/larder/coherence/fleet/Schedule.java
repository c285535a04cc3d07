package larder.coherence.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which fault comes when, as the seed decides: the same seed, the same schedule. One ends before the next begins. */
public record Schedule(List<Planned> faults) {
    private static final long FIRST_MILLIS = 1_500;
    private static final int SHORTEST_PAUSE_MILLIS = 400;
    private static final int LONGEST_PAUSE_MILLIS = 1_500;

    /**
     * One fault to come.
     *
     * @param process the number of the process that it is for; of no meaning where it is for all
     * @param start from the beginning of the run
     */
    public record Planned(Fault fault, int process, Duration start, Duration length) {
        @Override
        public String toString() {
            return "%s (process %d) at %d ms for %d ms"
                    .formatted(fault, process + 1, start.toMillis(), length.toMillis());
        }
    }

    public Schedule {
        faults = List.copyOf(faults);
    }

    /** Valkey is away for ten seconds, once clients have gone on for a while. */
    public static Schedule outage() {
        return new Schedule(
                List.of(new Planned(Fault.VALKEY_REWOUND, 0, Duration.ofSeconds(15), Duration.ofSeconds(10))));
    }

    /** Every kind comes once, in a random order, before any comes again. */
    public static Schedule of(long seed, Duration length, List<Fault> kinds, int processes) {
        Random random = new Random(seed);
        List<Planned> planned = new ArrayList<>();
        List<Fault> round = new ArrayList<>();
        long at = FIRST_MILLIS;
        while (!kinds.isEmpty() && at < length.toMillis()) {
            if (round.isEmpty()) {
                round.addAll(kinds);
                Collections.shuffle(round, random);
            }
            Fault fault = round.removeFirst();
            long lasts =
                    random.nextLong(fault.shortest().toMillis(), fault.longest().toMillis() + 1);
            planned.add(new Planned(fault, random.nextInt(processes), Duration.ofMillis(at), Duration.ofMillis(lasts)));
            at += lasts + random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
        }
        return new Schedule(planned);
    }
}
