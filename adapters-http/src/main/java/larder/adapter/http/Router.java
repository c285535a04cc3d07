package larder.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;

/** Where routes are put, each behind its guard. */
final class Router {
    private final RoutesConfig routes;
    private final Guard guard;
    private final List<Shown> shown = new ArrayList<>();

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

    /** Every route that was put here, in that order. */
    List<Shown> shown() {
        return List.copyOf(shown);
    }

    private Handler guarded(String method, String path, Handler handler) {
        Access access = Access.of(method, path);
        shown.add(new Shown(method, path, access));
        return guard.before(access, handler);
    }

    /** A route, as people are shown it. */
    record Shown(String method, String path, Access access) {}
}
