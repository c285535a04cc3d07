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
                        "The feed of what was forgotten does not answer; copies inside this process are not answered"
                                + " until it does.");
    }
}
