package larder.coherence.fleet;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import larder.coherence.fleet.Fleet.Member;
import larder.coherence.fleet.Schedule.Planned;
import larder.coherence.history.Outage;
import larder.coherence.history.Outage.Effect;

/** Does the faults of a schedule to a fleet and undoes each. Used by one thread. */
public final class Injector {
    private static final Duration SLOW_SQL = Duration.ofMillis(60);
    private static final Duration SLOW_VALKEY = Duration.ofMillis(20);
    /** How old a dump is when Valkey is killed. */
    public static final Duration DUMP_AGE = Duration.ofSeconds(1);

    /** How long a process may still mistrust a Valkey that is back. */
    private static final Duration MISTRUST = Duration.ofSeconds(2);
    /** What a process counted just before it was killed nobody can ask it any more. */
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final ValkeyCommands valkey;
    private final Timeline timeline;

    public Injector(Fleet fleet, Timeline timeline) {
        this.fleet = fleet;
        this.valkey = fleet.valkeyCommands();
        this.timeline = timeline;
    }

    /** Does one fault now, for as long as it lasts, and undoes it. */
    public void inject(Planned planned) throws InterruptedException {
        String what = planned.fault().sentence();
        int whom = planned.fault().target() == Fault.Target.ALL ? Outage.EVERYBODY : planned.process();
        switch (planned.fault().effect()) {
            case NONE -> {
                Timeline.Open open = timeline.open(what, whom, Effect.NONE, Duration.ZERO);
                perform(planned);
                open.close(Duration.ZERO);
            }
            case LOSES_INVALIDATIONS -> {
                Timeline.Open open = timeline.open(what, whom, Effect.LOSES_INVALIDATIONS, UNTOLD);
                perform(planned);
                open.close(MISTRUST);
            }
            case PAUSES -> {
                Timeline.Open doubtful = timeline.open(what, whom, Effect.LOSES_INVALIDATIONS, UNTOLD);
                Timeline.Open standing = timeline.open(what, whom, Effect.PAUSES, Duration.ZERO);
                perform(planned);
                standing.close(Duration.ZERO);
                doubtful.close(MISTRUST);
            }
        }
    }

    private void perform(Planned planned) throws InterruptedException {
        Member member = fleet.members().get(planned.process());
        Duration length = planned.length();
        switch (planned.fault()) {
            case SQL_SLOW -> during(length, () -> member.toSql().delay(SLOW_SQL), member::restoreSql);
            case CHANGES_HELD -> hold(length);
            case SQL_CUT -> during(length, () -> member.toSql().cut(), member::restoreSql);
            case VALKEY_SLOW -> during(length, () -> member.toValkey().delay(SLOW_VALKEY), member.toValkey()::restore);
            case VALKEY_CUT -> during(length, () -> member.toValkey().cut(), member.toValkey()::restore);
            case VALKEY_SILENT -> during(length, () -> member.toValkey().blackhole(), member.toValkey()::restore);
            case VALKEY_CUT_FROM_ALL ->
                during(
                        length,
                        () -> each(other -> other.toValkey().cut()),
                        () -> each(other -> other.toValkey().restore()));
            case VALKEY_PAUSED -> during(length, fleet.valkey()::pause, fleet.valkey()::resume);
            case VALKEY_FLUSHED -> during(length, valkey::flushAll, () -> {});
            case VALKEY_FULL -> during(length, valkey::beFull, valkey::haveRoom);
            case VALKEY_LOST -> {
                valkey.forgetDump();
                during(length, fleet.valkey()::kill, fleet.valkey()::restart);
            }
            case VALKEY_REWOUND -> {
                valkey.dump();
                Thread.sleep(DUMP_AGE);
                during(length, fleet.valkey()::kill, fleet.valkey()::restart);
                valkey.forgetDump();
            }
            case PROCESS_PAUSED -> during(length, member.larder()::pause, member.larder()::resume);
            case PROCESS_KILLED -> during(length, member.larder()::kill, () -> startAgain(member));
            case CUT_AND_KILLED -> {
                during(length, () -> member.toValkey().cut(), member.larder()::kill);
                member.toValkey().restore();
                startAgain(member);
            }
        }
    }

    /** Quicker than any relay looks, so that it gets what is new as a rule. */
    private void hold(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        try (DirectSql session = new DirectSql(fleet.database())) {
            while (System.nanoTime() - end < 0) {
                session.holdChanges();
                Thread.sleep(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the changes cannot be held", failed);
        }
    }

    private static void startAgain(Member member) {
        member.larder().launch();
        member.larder().awaitReady();
    }

    private void each(Consumer<Member> order) {
        List.copyOf(fleet.members()).forEach(order);
    }

    private static void during(Duration length, Runnable harm, Runnable mend) throws InterruptedException {
        harm.run();
        try {
            Thread.sleep(length);
        } finally {
            mend.run();
        }
    }
}
