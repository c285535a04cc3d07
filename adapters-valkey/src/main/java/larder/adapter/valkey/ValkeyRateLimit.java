package larder.adapter.valkey;

import java.time.Duration;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.RateLimit;
import larder.domain.port.RateLimitUnavailable;

/** Rate limits that all processes count together, by the generic cell rate algorithm and Valkey's clock: one short key for each subject. */
final class ValkeyRateLimit implements RateLimit {
    private final Scripts scripts;
    private final Calls calls;

    ValkeyRateLimit(Scripts scripts, Calls calls) {
        this.scripts = scripts;
        this.calls = calls;
    }

    @Override
    public Duration take(Allowance allowance, String subject) {
        return run(ScriptCall.rate(key(allowance, subject), allowance, 1));
    }

    @Override
    public void giveBack(Allowance allowance, String subject) {
        Duration _ = run(ScriptCall.rate(key(allowance, subject), allowance, -1));
    }

    private Duration run(ScriptCall call) {
        try {
            return calls.answer(() -> scripts.run(call)).getFirst() instanceof Long wait
                    ? Duration.ofMillis(wait)
                    : Duration.ZERO;
        } catch (CacheUnavailable e) {
            throw new RateLimitUnavailable("the rate limits on Valkey are not to be had", e);
        }
    }

    private static String key(Allowance allowance, String subject) {
        return "limit:" + allowance.name() + ":" + subject;
    }
}
