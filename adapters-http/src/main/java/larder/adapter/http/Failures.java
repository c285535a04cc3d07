package larder.adapter.http;

import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import larder.application.readthrough.Overloaded;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.SessionStoreUnavailable;
import larder.domain.port.UnreadableRow;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. No text of an exception goes out, save for that of {@link Refused}. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);
    private static final Duration STORE_RETRY = Duration.ofSeconds(1);
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private Failures() {}

    static void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        if (!isRead(request)) {
            // Jetty will not wait for the rest, so the client must not send another request after it.
            response.setHeader("Connection", "close");
        }
        switch (failure) {
            case Refused refused -> Reply.problem(response, refused.problem(), path);
            case RepositoryUnavailable unavailable -> Reply.problem(response, unavailable(unavailable, request), path);
            case SessionStoreUnavailable unavailable -> Reply.problem(response, unavailable(unavailable), path);
            case Overloaded overloaded -> Reply.problem(response, overloaded(overloaded), path);
            case UnreadableRow row -> incident(ProblemKind.UNREADABLE_ROW, row, response);
            case HttpResponseException routing -> Reply.problem(response, notRouted(routing), path);
            case HttpException transport -> Reply.problem(response, JettyErrors.problem(transport.getCode()), path);
            default -> incident(ProblemKind.UNEXPECTED, failure, response);
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return true;
        }
        try {
            // To look at a body that waits to be asked for would ask for it.
            return request.getHeader("Expect") == null
                    && request.getInputStream().isFinished();
        } catch (IOException broken) {
            LOG.debug("A body broke off: the client went away, there is nothing to do", broken);
            return false;
        }
    }

    /** Logs a failure that somebody has to look at, and answers with the name under which it is logged. */
    static void incident(ProblemKind kind, Throwable failure, HttpServletResponse response) {
        String incident = "urn:uuid:" + UUID.randomUUID();
        LOG.error("{}: {}; mend what the trace shows, or report it", incident, kind.title(), failure);
        Reply.problem(response, Problem.of(kind, "it is logged under the name that instance gives"), incident);
    }

    private static Problem unavailable(RepositoryUnavailable failure, HttpServletRequest request) {
        LOG.debug("A request needed the database, which does not answer: see to the database", failure);
        String detail = READS.contains(request.getMethod())
                ? "the database does not answer, and the cache does not have it"
                : "the database does not answer; the change may have been made or not";
        return Problem.retryable(ProblemKind.DATABASE_UNAVAILABLE, detail, DATABASE_RETRY);
    }

    private static Problem unavailable(SessionStoreUnavailable failure) {
        LOG.debug("A request needed its session, and their store does not answer: see to the store", failure);
        return Problem.retryable(
                ProblemKind.SESSIONS_UNAVAILABLE, "the store of sessions does not answer", STORE_RETRY);
    }

    private static Problem overloaded(Overloaded failure) {
        return Problem.retryable(
                ProblemKind.OVERLOADED, "too much is under way; nothing was changed", failure.retryAfter());
    }

    private static String allow(MethodNotAllowedResponse elsewhere) {
        return Allow.of(elsewhere.getDetails().values().stream()
                .flatMap(methods -> Stream.of(methods.split(", *", -1)))
                .toList());
    }

    private static Problem notRouted(HttpResponseException failure) {
        Problem problem = JettyErrors.problem(failure.getStatus());
        return failure instanceof MethodNotAllowedResponse elsewhere
                ? problem.with("Allow", allow(elsewhere))
                : problem;
    }
}
