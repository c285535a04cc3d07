package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import larder.application.readthrough.Overloaded;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.UnreadableRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. No text of an exception goes out, save for that of {@link Refused}. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private Failures() {}

    static void answer(Throwable failure, Context context) {
        switch (failure) {
            case Refused refused -> write(refused.problem(), context.path(), context);
            case RepositoryUnavailable unavailable -> write(unavailable(unavailable, context), context.path(), context);
            case Overloaded overloaded -> write(overloaded(overloaded), context.path(), context);
            case UnreadableRow row -> incident(ProblemKind.UNREADABLE_ROW, row, context);
            default -> incident(ProblemKind.UNEXPECTED, failure, context);
        }
    }

    /** Answers with a problem; {@code instance} names this occurrence of it. */
    static void write(Problem problem, String instance, Context context) {
        context.status(problem.kind().status());
        problem.headers().forEach(context::header);
        context.contentType(Problem.CONTENT_TYPE);
        try {
            Reply.write(context, problem.json(instance));
        } catch (IOException gone) {
            throw new UncheckedIOException("the problem could not be sent", gone);
        }
    }

    private static Problem unavailable(RepositoryUnavailable failure, Context context) {
        LOG.debug("A request needed the database, which is unavailable: see to the database", failure);
        String detail = READS.contains(context.req().getMethod())
                ? "the database does not answer, and the answer is not cached"
                : "the database does not answer; the change may have happened or not";
        return Problem.retryable(ProblemKind.DATABASE_UNAVAILABLE, detail, DATABASE_RETRY);
    }

    private static Problem overloaded(Overloaded failure) {
        return Problem.retryable(
                ProblemKind.OVERLOADED, "too many loads are under way; nothing was changed", failure.retryAfter());
    }

    private static void incident(ProblemKind kind, Throwable failure, Context context) {
        String incident = "urn:uuid:" + UUID.randomUUID();
        LOG.error(
                "{}: {} (report it or mend the data; the answer names this incident)", incident, kind.title(), failure);
        write(Problem.of(kind, "it is logged under the instance's name"), incident, context);
    }
}
