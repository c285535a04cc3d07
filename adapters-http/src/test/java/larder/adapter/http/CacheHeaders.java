package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer's headers say of its way through the cache. */
final class CacheHeaders {
    private static final Pattern BOUND = Pattern.compile("(.*); detail=\"bound=([0-9]+)ms\"");

    private CacheHeaders() {}

    /** Makes sure that it took that way, and says how old it can be. */
    static void assertCacheStatus(String way, HttpResponse<String> answer) {
        String status = answer.headers().firstValue("Cache-Status").orElse("");
        Matcher bounded = BOUND.matcher(status);
        assertTrue(bounded.matches() && bounded.group(1).equals(way), () -> "not " + way + " and a bound: " + status);
    }

    /** How old it says that it can be, in milliseconds. */
    static long bound(HttpResponse<String> answer) {
        Matcher bounded =
                BOUND.matcher(answer.headers().firstValue("Cache-Status").orElse(""));
        assertTrue(bounded.matches(), () -> "no bound: " + answer.headers());
        return Long.parseLong(bounded.group(2));
    }
}
