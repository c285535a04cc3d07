package larder.coherence.load;

import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larder.coherence.history.Read;

/**
 * What an answer says of itself in {@code Cache-Status} (RFC 9211) and {@code Age}.
 *
 * @param source where it came from
 * @param claim how old it can be at most, in nanoseconds, or {@link Read#NO_CLAIM}
 */
record CacheStatus(String source, long claim) {
    private static final Pattern BOUND = Pattern.compile("bound=(\\d{1,9})ms");
    private static final Pattern AGE = Pattern.compile("\\d{1,9}");

    static CacheStatus of(HttpHeaders headers) {
        String status = headers.firstValue("Cache-Status").orElse("").toLowerCase(Locale.ROOT);
        long bound = claim(BOUND.matcher(status), status);
        long age = headers.firstValue("Age")
                .filter(text -> AGE.matcher(text).matches())
                .map(text -> TimeUnit.SECONDS.toNanos(Long.parseLong(text)))
                .orElse(Read.NO_CLAIM);
        return new CacheStatus(source(status), tighter(bound, age));
    }

    private static long claim(Matcher bound, String status) {
        return bound.find() && !status.isEmpty()
                ? TimeUnit.MILLISECONDS.toNanos(Long.parseLong(bound.group(1)))
                : Read.NO_CLAIM;
    }

    private static long tighter(long one, long other) {
        if (one == Read.NO_CLAIM) {
            return other;
        }
        return other == Read.NO_CLAIM ? one : Math.min(one, other);
    }

    private static String source(String status) {
        if (status.contains("stale")) {
            return "stale";
        }
        if (status.contains("; hit")) {
            return "hit";
        }
        if (status.contains("fwd=bypass")) {
            return "bypass";
        }
        if (status.contains("collapsed")) {
            return "collapsed";
        }
        if (status.contains("fwd=partial")) {
            return "partly hit";
        }
        return status.contains("stored") ? "miss, stored" : "miss, not stored";
    }
}
