package larder.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larder.domain.session.SessionToken;

/**
 * The token that a request shows: in {@code Authorization}, which goes first, or in the cookie. What can be understood in two
 * ways is refused, since whoever stands in between may have understood it in the other.
 */
final class Credentials {
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private Credentials() {}

    /** Empty when none is shown, or none that Larder may have made. */
    static Optional<SessionToken> of(HttpServletRequest request) {
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        if (authorizations.size() > 1) {
            throw new Refused(ProblemKind.INVALID_REQUEST, "a request has one Authorization at most");
        }
        return authorizations.isEmpty() ? inCookie(request) : bearer(authorizations.getFirst());
    }

    private static Optional<SessionToken> bearer(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches() ? SessionToken.parse(bearer.group(1)) : Optional.empty();
    }

    private static Optional<SessionToken> inCookie(HttpServletRequest request) {
        String start = SessionCookie.name(request) + "=";
        List<String> values = Collections.list(request.getHeaders("Cookie")).stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .map(pair -> pair.substring(start.length()))
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        // A neighbour's domain can add a cookie of the same name, though it can read none.
        if (values.size() > 1) {
            throw new Refused(ProblemKind.INVALID_REQUEST, "a request has one cookie of a session at most");
        }
        if (!SAFE.contains(request.getMethod())) {
            refuseFromElsewhere(request);
        }
        return SessionToken.parse(values.getFirst());
    }

    /**
     * Refuses what a page of another site had a browser send, as far as the browser says so; who is no browser says nothing.
     */
    static void refuseFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean fromHere = site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin == null || origin.replaceFirst("^https?://", "").equals(request.getHeader("Host"));
        if (!fromHere) {
            throw new Refused(ProblemKind.FROM_ANOTHER_SITE, "a page of another site must not send this");
        }
    }
}
