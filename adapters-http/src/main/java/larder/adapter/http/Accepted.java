package larder.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** What a request accepts as its answer, by RFC 9110, section 12. */
final class Accepted {
    private Accepted() {}

    /** Refuses a request that accepts another type than there is. Problems are answered as problems, whatever is accepted. */
    static void require(String type, HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders("Accept"));
        if (lines.stream().allMatch(String::isBlank)) {
            return;
        }
        String wide = type.substring(0, type.indexOf('/')) + "/*";
        if (Weights.of(lines).of(type, wide, "*/*").orElse(0) == 0) {
            throw new Refused(ProblemKind.NOT_ACCEPTABLE, "there is " + type + " here, which Accept excludes");
        }
    }

    /** Whether it may be answered in gzip, and would not rather be answered as it is. Who says nothing is answered as it is. */
    static boolean gzip(HttpServletRequest request) {
        Weights weights = Weights.of(Collections.list(request.getHeaders("Accept-Encoding")));
        OptionalInt gzip = weights.of("gzip", "x-gzip", "*");
        return gzip.orElse(0) > 0 && gzip.getAsInt() >= weights.of("identity").orElse(0);
    }
}
