package larder.adapter.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import larder.application.freshness.Freshness;
import larder.application.freshness.Relay;
import larder.domain.port.ChangeLog.Backlog;

/** The relay of changes, as Micrometer asks it when somebody looks. */
final class MeteredRelay {
    private static final double MILLIS = 1e3;

    private MeteredRelay() {}

    static void register(Relay relay, MeterRegistry registry) {
        Freshness freshness = relay.freshness();
        Gauge.builder(
                        "larder.relay.lag",
                        freshness,
                        each -> seconds(backlog(each).age()))
                .description("How long ago the oldest change that waited at the last look was made; 0 when none waited")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("larder.relay.backlog", freshness, each -> waiting(backlog(each)))
                .description("How many changes waited at the last look, at most")
                .register(registry);
        TimeGauge.builder("larder.freshness.proven.age", freshness, TimeUnit.MILLISECONDS, MeteredRelay::provenAge)
                .description(
                        "For how long it is not known whether all changes were applied; NaN before the first proof")
                .register(registry);
        Gauge.builder("larder.freshness.doubt", freshness, each -> each.inDoubt() ? 1 : 0)
                .description("1 while reads go past the cache, since it may lack a change")
                .register(registry);
        FunctionCounter.builder("larder.relay.changes", relay, Relay::applied)
                .description("How many changes this process has applied")
                .register(registry);
        FunctionCounter.builder("larder.relay.failures", relay, Relay::failures)
                .description("How often this process could not ask for changes, or not apply them")
                .register(registry);
    }

    private static Backlog backlog(Freshness freshness) {
        return freshness.report().backlog();
    }

    /** Numbers may be left out, so that there are no more than this. */
    private static double waiting(Backlog backlog) {
        OptionalLong oldest = backlog.oldest();
        return oldest.isEmpty() ? 0 : backlog.newest().orElseThrow() - oldest.getAsLong() + 1;
    }

    private static double provenAge(Freshness freshness) {
        return freshness.bound().map(bound -> seconds(bound) * MILLIS).orElse(Double.NaN);
    }

    private static double seconds(Duration span) {
        return span.toNanos() / 1e9;
    }
}
