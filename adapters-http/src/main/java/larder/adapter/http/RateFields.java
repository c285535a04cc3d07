package larder.adapter.http;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import larder.domain.port.RateLimit.Allowance;
import larder.domain.port.RateLimit.Standing;

/** How much more one may send, as {@code RateLimit-Policy} and {@code RateLimit} say it (draft-ietf-httpapi-ratelimit-headers). */
final class RateFields {
    private RateFields() {}

    static void write(Standing standing, HttpServletResponse response) {
        Allowance allowance = standing.allowance();
        String name = '"' + allowance.name() + '"';
        // Who is refused is told when one comes back, as by Retry-After; everybody else, when all of them will be back.
        Duration until = standing.refused() ? standing.untilNext() : standing.untilFull();
        response.setHeader(
                "RateLimit-Policy", name + ";q=" + allowance.burst() + ";w=" + Problem.seconds(allowance.period()));
        response.setHeader("RateLimit", name + ";r=" + standing.left() + ";t=" + Problem.seconds(until));
    }
}
