package larder.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import larder.application.limit.Limits;
import larder.application.session.Sessions;
import larder.application.session.Sessions.LoggedIn;
import larder.domain.port.RateLimit.Standing;
import larder.domain.session.ClientAddress;
import larder.domain.session.Role;

/** Stands before each route, and lets through who may call it. */
sealed interface Guard {
    Handler before(Access access, Handler route);

    /** Lets everybody through: for development. */
    record Open() implements Guard {
        @Override
        public Handler before(Access access, Handler route) {
            return route;
        }
    }

    /** Where there are no sessions nobody has one. */
    record Shut() implements Guard {
        @Override
        public Handler before(Access access, Handler route) {
            return switch (access) {
                case ANYBODY, ANYBODY_AT_A_RATE -> route;
                case OWN_SESSION, EDITOR, ADMIN ->
                    _ -> {
                        throw noSession();
                    };
            };
        }
    }

    /** Asks for a session, and counts what takes none. */
    record BySession(Sessions sessions, Limits limits) implements Guard {
        @Override
        public Handler before(Access access, Handler route) {
            return switch (access) {
                case ANYBODY, OWN_SESSION -> route;
                case ANYBODY_AT_A_RATE ->
                    context -> {
                        requireRate(context);
                        route.handle(context);
                    };
                case EDITOR -> requiring(Role.EDITOR, route);
                case ADMIN -> requiring(Role.ADMIN, route);
            };
        }

        private Handler requiring(Role needed, Handler route) {
            return context -> {
                if (!loggedIn(sessions, context.req()).role().covers(needed)) {
                    throw new Refused(ProblemKind.ROLE_TOO_SMALL, "this takes the role " + needed);
                }
                route.handle(context);
            };
        }

        private void requireRate(Context context) {
            limits.openWrite(ClientAddress.of(context.req().getRemoteAddr()))
                    .ifPresent(standing -> requireLeft(
                            standing, "more came from this address than one may send without a session", context));
        }
    }

    /** Who sent the request; refuses one whose session has ended, or that shows none. */
    static LoggedIn loggedIn(Sessions sessions, HttpServletRequest request) {
        return Credentials.of(request).flatMap(sessions::find).orElseThrow(Guard::noSession);
    }

    static Refused noSession() {
        return new Refused(Problem.of(ProblemKind.SESSION_REQUIRED, "log in with POST /sessions")
                .with("WWW-Authenticate", "Bearer"));
    }

    /** Tells how much more may be sent; refuses a request when it was too much. */
    static void requireLeft(Standing standing, String detail, Context context) {
        RateFields.write(standing, context.res());
        if (standing.refused()) {
            throw new Refused(Problem.retryable(ProblemKind.TOO_MANY_REQUESTS, detail, standing.untilNext()));
        }
    }
}
