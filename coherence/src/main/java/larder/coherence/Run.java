package larder.coherence;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import larder.coherence.Options.Mode;
import larder.coherence.fleet.Fault;
import larder.coherence.fleet.Fleet;
import larder.coherence.fleet.Injector;
import larder.coherence.fleet.LarderServer;
import larder.coherence.fleet.Schedule;
import larder.coherence.fleet.Schedule.Planned;
import larder.coherence.fleet.Timeline;
import larder.coherence.history.Check;
import larder.coherence.history.Guarantee;
import larder.coherence.history.Interleaving;
import larder.coherence.history.KeyHistory;
import larder.coherence.history.Outages;
import larder.coherence.history.Violation;
import larder.coherence.history.Write;
import larder.coherence.load.Records;
import larder.coherence.load.Workload;

/** One run: a fleet, clients, faults; then the check. */
final class Run {
    private static final int MOST_SHOWN = 8;
    private static final Guarantee GUARANTEE = Guarantee.DOCUMENTED;
    /** How often a run that is to end with the first violation looks for one. */
    private static final Duration LOOK = Duration.ofSeconds(3);
    /** By then it is known whether a process has lost an invalidation. */
    private static final Duration KNOWN = Duration.ofSeconds(2);

    private final Options options;
    private final Patience patience;
    private final List<Duration> distances;
    private final Schedule schedule;
    private final List<Planned> injected = new ArrayList<>();
    private long nextLook = LOOK.toNanos();
    private Span last = new Span(0, 0);

    /** When the last fault began and ended. */
    private record Span(long begun, long ended) {}

    /** When a run ends. */
    private enum Patience {
        TO_THE_END,
        TO_THE_FIRST_VIOLATION
    }

    /** A run with all the faults of its scope, until its end. */
    static Run whole(Options options) {
        return options.mode() == Mode.OUTAGE
                ? new Run(options, Patience.TO_THE_END, Fleet.TOGETHER, Schedule.outage())
                : new Run(
                        options,
                        Patience.TO_THE_END,
                        Fleet.APART,
                        schedule(options, options.scope().faults()));
    }

    /** A run with some faults, until the first violation. */
    static Run aimed(Options options, List<Fault> faults) {
        return new Run(options, Patience.TO_THE_FIRST_VIOLATION, Fleet.APART, schedule(options, faults));
    }

    private Run(Options options, Patience patience, List<Duration> distances, Schedule schedule) {
        this.options = options;
        this.patience = patience;
        this.distances = distances;
        this.schedule = schedule;
    }

    private static Schedule schedule(Options options, List<Fault> faults) {
        return Schedule.of(options.seed(), options.length(), faults, Fleet.APART.size());
    }

    /**
     * @param java starts a JVM with the Larder that is to be checked, up to its main class
     * @param logs the folder for what the processes say
     */
    Findings on(List<String> java, Path logs) throws InterruptedException, SQLException {
        try (Fleet fleet = Fleet.start(distances, options.database(), java, logs)) {
            Timeline clock = new Timeline();
            try (Workload workload = new Workload(
                    fleet.processes().stream().map(LarderServer::address).toList(),
                    fleet.database(),
                    fleet.valkeyCommands(),
                    clock,
                    options.seed())) {
                workload.start(options.scope().writing());
                inject(new Injector(fleet, clock), clock, workload);
                workload.stop();
                Duration length = Duration.ofNanos(clock.now());
                Thread.sleep(GUARANTEE.bound());
                workload.lookAgain();
                return findings(fleet, clock, workload.records(), length);
            }
        }
    }

    private void inject(Injector injector, Timeline clock, Workload workload) throws InterruptedException {
        for (Planned planned : schedule.faults()) {
            if (awaits(planned.start(), clock, workload)) {
                return;
            }
            long begun = clock.now();
            injector.inject(planned);
            injected.add(planned);
            last = new Span(begun, clock.now());
        }
        boolean _ = awaits(options.length(), clock, workload);
    }

    /** Waits until that moment of the run; true when the run is over before. */
    private boolean awaits(Duration moment, Timeline clock, Workload workload) throws InterruptedException {
        while (clock.now() < Math.min(moment.toNanos(), options.length().toNanos())) {
            workload.requireUnharmed();
            if (patience == Patience.TO_THE_FIRST_VIOLATION && clock.now() > nextLook) {
                nextLook = clock.now() + LOOK.toNanos();
                if (broken(workload.records(), clock)) {
                    return true;
                }
            }
            Thread.sleep(20);
        }
        return clock.now() >= options.length().toNanos();
    }

    private static boolean broken(Records records, Timeline clock) {
        long known = clock.now() - KNOWN.toNanos();
        Outages outages = clock.outages();
        return records.histories().stream()
                .flatMap(history -> Check.of(history, GUARANTEE, outages).stream())
                .anyMatch(violation -> violation.read().end() < known);
    }

    private Findings findings(Fleet fleet, Timeline clock, Records records, Duration length) {
        Outages outages = clock.outages();
        List<Violation> shown = new ArrayList<>();
        Map<String, Long> writes = new TreeMap<>();
        long found = 0;
        for (KeyHistory history : records.histories()) {
            history.writes().forEach(write -> writes.merge(outcome(write), 1L, Long::sum));
            List<Violation> violations = Check.of(history, GUARANTEE, outages);
            found += violations.size();
            if (!violations.isEmpty() && shown.size() < MOST_SHOWN) {
                shown.add(Interleaving.smallest(history, GUARANTEE, outages, violations.getFirst()));
            }
        }
        return new Findings(
                options.seed(),
                "%s, scope %s".formatted(options.database(), options.scope()),
                fleet.origins(),
                found,
                shown,
                new Findings.Reads(
                        records.checkedReads(), records.claims(), records.unavailableReads(), records.sources()),
                writes,
                new Schedule(injected),
                outages,
                options.mode() == Mode.OUTAGE
                        ? Optional.of(Recovery.of(
                                records.histories(), last.begun() + Injector.DUMP_AGE.toNanos(), last.ended()))
                        : Optional.empty(),
                length);
    }

    private static String outcome(Write write) {
        String way = write.origin().direct() ? "SQL" : "API";
        return way + ", " + write.outcome().name().toLowerCase(Locale.ROOT);
    }
}
