package larder.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import larder.adapter.http.HttpConfig.Writes;

/** Where routes are put, and who may use them. */
final class Router {
    private static final String ANYBODY = "";
    private static final String SESSION = "needs a session";

    private final RoutesConfig routes;
    private final Writes writes;
    private final List<Shown> shown = new ArrayList<>();

    Router(RoutesConfig routes, Writes writes) {
        this.routes = routes;
        this.writes = writes;
    }

    /** GET, and HEAD, which is answered by the same handler and of which Jetty leaves out the body. Open to everybody. */
    void read(String path, Handler handler) {
        shown.add(new Shown("GET", path, ANYBODY));
        putRead(path, handler);
    }

    /** GET and HEAD for those who may change something. */
    void guardedRead(String path, Handler handler) {
        shown.add(new Shown("GET", path, SESSION));
        putRead(path, guarded(handler));
    }

    /** POST that is open to everybody. */
    void postByAnybody(String path, Handler handler) {
        shown.add(new Shown("POST", path, ANYBODY));
        routes.post(path, handler);
    }

    void post(String path, Handler handler) {
        shown.add(new Shown("POST", path, SESSION));
        routes.post(path, guarded(handler));
    }

    void put(String path, Handler handler) {
        shown.add(new Shown("PUT", path, SESSION));
        routes.put(path, guarded(handler));
    }

    void delete(String path, Handler handler) {
        shown.add(new Shown("DELETE", path, SESSION));
        routes.delete(path, guarded(handler));
    }

    /** Every route that was put here, in that order. */
    List<Shown> shown() {
        return List.copyOf(shown);
    }

    private void putRead(String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private Handler guarded(Handler handler) {
        return switch (writes) {
            case OPEN -> handler;
            case SESSION_REQUIRED ->
                _ -> {
                    throw new Refused(Problem.of(ProblemKind.SESSION_REQUIRED, "log in first")
                            .with("WWW-Authenticate", "Bearer"));
                };
        };
    }

    /**
     * A route, as people are shown it.
     *
     * @param whose who may use it; empty for everybody
     */
    record Shown(String method, String path, String whose) {}
}
