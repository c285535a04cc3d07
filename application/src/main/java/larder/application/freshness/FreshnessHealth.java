package larder.application.freshness;

import larder.application.freshness.Freshness.Phase;
import larder.application.freshness.Freshness.Report;
import larder.domain.port.HealthCheck;

/** Whether the cache is known to follow the database. */
final class FreshnessHealth implements HealthCheck {
    private final Freshness freshness;

    FreshnessHealth(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public Health check() {
        Report report = freshness.report();
        State state = report.inDoubt() || report.phase() == Phase.DATABASE_AWAY ? State.DEGRADED : State.UP;
        return new Health(state, report.deaf().orElseGet(() -> sentence(report)));
    }

    private static String sentence(Report report) {
        String proven = report.bound()
                .map(bound -> "all changes up to " + bound.toMillis() + " ms ago are applied")
                .orElse("nothing is proven yet");
        if (report.phase() == Phase.DATABASE_AWAY) {
            String reads = report.inDoubt() ? ", and reads go past the cache; " : "; ";
            return "the database does not tell its changes" + reads + proven;
        }
        String waiting = report.backlog().isEmpty()
                ? ""
                : "; some wait, the oldest for " + report.backlog().age().toMillis() + " ms";
        return report.inDoubt() ? "reads go past the cache; " + proven + waiting : proven + waiting;
    }
}
