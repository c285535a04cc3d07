package larder.benchmarks;

import io.javalin.Javalin;

/** The ceiling: the framework as it comes, answering a user of the same shape as JSON, with nothing behind it. */
final class BareJavalin {
    private BareJavalin() {}

    public static void main(String[] args) {
        User user = new User(101, "Arun", "arun@example.com");
        Javalin server = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.routes.get("/users/{id}", context -> context.json(user));
        });
        server.start("127.0.0.1", Integer.parseInt(System.getenv("LARDER_HTTP_PORT")));
    }

    /** The tutorial's user. */
    record User(int id, String name, String email) {}
}
