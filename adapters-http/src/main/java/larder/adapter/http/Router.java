package larder.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** Where routes are put, each behind its guard. */
final class Router {
    static final String JSON = "application/json";

    private final RoutesConfig routes;
    private final Guard guard;
    private final List<Shown> shown = new ArrayList<>();
    private final Map<String, SequencedSet<String>> methods = new LinkedHashMap<>();

    Router(RoutesConfig routes, Guard guard) {
        this.routes = routes;
        this.guard = guard;
    }

    /** GET, and HEAD, which is answered by the same handler and of which Jetty leaves out the body. */
    void read(String path, Handler handler) {
        read(path, JSON, handler);
    }

    /** The same of another type than JSON. */
    void read(String path, String type, Handler handler) {
        Handler guarded = guarded("GET", path, answering(type, handler));
        routes.get(path, guarded);
        routes.head(path, guarded);
        methods(path).add("HEAD");
    }

    void post(String path, Handler handler) {
        routes.post(path, guarded("POST", path, answering(JSON, handler)));
    }

    void put(String path, Handler handler) {
        routes.put(path, guarded("PUT", path, answering(JSON, handler)));
    }

    void delete(String path, Handler handler) {
        routes.delete(path, guarded("DELETE", path, handler));
    }

    /** OPTIONS for every path that was put here until now. */
    void options() {
        methods.forEach((path, allowed) -> {
            allowed.add("OPTIONS");
            routes.options(path, context -> tell(allowed, context));
        });
    }

    /** Every route that was put here, in that order. */
    List<Shown> shown() {
        return List.copyOf(shown);
    }

    private Handler guarded(String method, String path, Handler handler) {
        Access access = Access.of(method, path);
        shown.add(new Shown(method, path, access));
        methods(path).add(method);
        return guard.before(access, handler);
    }

    private SequencedSet<String> methods(String path) {
        return methods.computeIfAbsent(path, _ -> new LinkedHashSet<>());
    }

    /** Whoever could do nothing with the answer is refused before anything is changed. */
    private static Handler answering(String type, Handler handler) {
        return context -> {
            Accepted.require(type, context.req());
            handler.handle(context);
        };
    }

    private static void tell(Set<String> allowed, Context context) {
        context.status(204).header("Allow", Allow.of(allowed));
        if (allowed.contains("POST")) {
            context.header("Accept-Post", JSON);
        }
    }

    /** A route, as people are shown it. */
    record Shown(String method, String path, Access access) {}
}
