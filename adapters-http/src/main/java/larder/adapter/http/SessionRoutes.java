package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import larder.application.session.Sessions;
import larder.application.session.Sessions.LoggedIn;
import larder.application.session.Sessions.Login;
import larder.domain.port.RateLimit.Standing;
import larder.domain.session.ClientAddress;
import larder.domain.session.SessionToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out over HTTP. No cache on the way may keep any of it. */
final class SessionRoutes extends Routes {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);
    private static final String CURRENT = "/sessions/current";

    private final Sessions sessions;

    SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    void addTo(Router router) {
        router.post("/sessions", this::logIn);
        router.read(CURRENT, this::look);
        router.delete(CURRENT, this::logOut);
        router.delete("/sessions", this::logOutEverywhere);
    }

    private void logIn(Context context) throws IOException {
        begin(context);
        Credentials.refuseFromElsewhere(context.req());
        Optional<SessionToken> held = Credentials.of(context.req());
        LoginBody body = LoginBody.read(RequestBody.json(context.req()));
        ClientAddress from = ClientAddress.of(context.req().getRemoteAddr());
        switch (sessions.logIn(body.name(), body.password(), from, held)) {
            case Login.LoggedIn(SessionToken token, LoggedIn who) -> {
                LOG.info("{} logged in from {}", who.account(), from);
                context.status(201).header("Location", CURRENT);
                context.header("Set-Cookie", SessionCookie.set(context.req(), token));
                answer(context, "\"token\":\"" + token.reveal() + "\",", who);
            }
            case Login.Wrong _ -> {
                LOG.info("A login as {} from {} was refused", body.name(), from);
                throw new Refused(Problem.of(ProblemKind.LOGIN_REFUSED, "no account has this name and this password")
                        .with("WWW-Authenticate", "Bearer"));
            }
            case Login.TooManyTries(Standing limit) ->
                Guard.requireLeft(limit, "too many passwords were tried", context);
        }
    }

    private void look(Context context) throws IOException {
        begin(context);
        answer(context, "", Guard.loggedIn(sessions, context.req()));
    }

    /** Needs no look at the session: one that has ended is let go of as well. */
    private void logOut(Context context) {
        begin(context);
        sessions.logOut(Credentials.of(context.req()).orElseThrow(Guard::noSession));
        gone(context);
    }

    private void logOutEverywhere(Context context) {
        begin(context);
        sessions.logOutEverywhere(Guard.loggedIn(sessions, context.req()).account());
        gone(context);
    }

    private static void begin(Context context) {
        Ids.requireNoQuery(context.queryString());
    }

    private static void gone(Context context) {
        context.status(204).header("Set-Cookie", SessionCookie.clear(context.req()));
    }

    /** Nothing in it needs an escape. */
    private static void answer(Context context, String first, LoggedIn who) throws IOException {
        String json = "{" + first + "\"account\":\"" + who.account() + "\",\"role\":\"" + who.role()
                + "\",\"expires_in\":" + who.expiresIn().toSeconds() + ",\"ends_in\":"
                + who.endsIn().toSeconds() + "}";
        Reply.bytes(context, json.getBytes(StandardCharsets.US_ASCII));
    }
}
