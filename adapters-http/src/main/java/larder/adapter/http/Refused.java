package larder.adapter.http;

/** Ends the handling of a request with a problem. Has no stack trace, since it tells of the request and not of the program. */
final class Refused extends RuntimeException {
    private final Problem problem;

    Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Refused(ProblemKind kind, String detail) {
        this(Problem.of(kind, detail));
    }

    Problem problem() {
        return problem;
    }
}
