package larder.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Where routes are put, each behind its guard. */
final class Router {
    private final RoutesConfig routes;
    private final Guard guard;

    Router(RoutesConfig routes, Guard guard) {
        this.routes = routes;
        this.guard = guard;
    }

    /** GET, and HEAD, which is answered by the same handler and of which Jetty leaves out the body. */
    void read(String path, Handler handler) {
        Handler guarded = guarded("GET", path, handler);
        routes.get(path, guarded);
        routes.head(path, guarded);
    }

    void post(String path, Handler handler) {
        routes.post(path, guarded("POST", path, handler));
    }

    void put(String path, Handler handler) {
        routes.put(path, guarded("PUT", path, handler));
    }

    void delete(String path, Handler handler) {
        routes.delete(path, guarded("DELETE", path, handler));
    }

    private Handler guarded(String method, String path, Handler handler) {
        return guard.before(Access.of(method, path), handler);
    }
}
