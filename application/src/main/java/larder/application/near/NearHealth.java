package larder.application.near;

import larder.domain.port.HealthCheck;

/** Whether copies inside this process are answered. */
public record NearHealth(NearCache near) implements HealthCheck {
    @Override
    public String name() {
        return "near";
    }

    @Override
    public Health check() {
        return near.isSure()
                ? new Health(State.UP, "Copies inside this process are answered.")
                : new Health(
                        State.DEGRADED,
                        "Copies inside this process are not answered: the feed of what was forgotten does not answer, or a"
                                + " removal was lost that it has not told of yet.");
    }
}
