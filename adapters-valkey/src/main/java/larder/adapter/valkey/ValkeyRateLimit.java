package larder.adapter.valkey;

import java.time.Duration;
import java.util.List;
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
    public Standing take(Allowance allowance, String subject) {
        List<Object> answer = run(ScriptCall.rate(key(allowance, subject), allowance, 1));
        return new Standing(allowance, millis(answer.get(0)), millis(answer.get(1)));
    }

    @Override
    public void giveBack(Allowance allowance, String subject) {
        List<Object> _ = run(ScriptCall.rate(key(allowance, subject), allowance, -1));
    }

    private List<Object> run(ScriptCall call) {
        try {
            return calls.answer(() -> scripts.run(call));
        } catch (CacheUnavailable e) {
            throw new RateLimitUnavailable("the rate limits on Valkey are not to be had", e);
        }
    }

    private static Duration millis(Object answer) {
        return answer instanceof Long millis ? Duration.ofMillis(Math.max(0, millis)) : Duration.ZERO;
    }

    private static String key(Allowance allowance, String subject) {
        return "limit:" + allowance.name() + ":" + subject;
    }
}
