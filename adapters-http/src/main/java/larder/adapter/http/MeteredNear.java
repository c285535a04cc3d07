package larder.adapter.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import larder.application.near.NearFollower;

/** The follower of the feed of what was forgotten, as Micrometer asks it when somebody looks. */
final class MeteredNear {
    private MeteredNear() {}

    static void register(NearFollower follower, MeterRegistry registry) {
        FunctionCounter.builder("larder.near.failures", follower, NearFollower::failures)
                .description("How often this process asked for news of what was forgotten and had no answer")
                .register(registry);
    }
}
