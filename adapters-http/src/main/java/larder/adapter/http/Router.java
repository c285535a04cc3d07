package larder.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import larder.adapter.http.HttpConfig.Writes;

/** Where routes are put, and who may use them. */
final class Router {
    private final RoutesConfig routes;
    private final Writes writes;

    Router(RoutesConfig routes, Writes writes) {
        this.routes = routes;
        this.writes = writes;
    }

    /** GET, and HEAD, which is answered by the same handler and of which Jetty leaves out the body. Open to everybody. */
    void read(String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /** POST that is open to everybody. */
    void postByAnybody(String path, Handler handler) {
        routes.post(path, handler);
    }

    void post(String path, Handler handler) {
        routes.post(path, guarded(handler));
    }

    void put(String path, Handler handler) {
        routes.put(path, guarded(handler));
    }

    void delete(String path, Handler handler) {
        routes.delete(path, guarded(handler));
    }

    private Handler guarded(Handler write) {
        return switch (writes) {
            case OPEN -> write;
            case SESSION_REQUIRED ->
                _ -> {
                    throw new Refused(Problem.of(ProblemKind.SESSION_REQUIRED, "log in to change something")
                            .with("WWW-Authenticate", "Bearer"));
                };
        };
    }
}
