package larder.benchmarks;

import io.javalin.Javalin;
import io.javalin.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ceiling: the framework as it comes, answering a user of the same shape as JSON, and a directory's bytes, with nothing behind it. */
final class BareJavalin {
    /** Names the file with the directory, as bytes. */
    static final String BODY = "BARE_BODY";

    private BareJavalin() {}

    public static void main(String[] args) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(System.getenv(BODY)));
        User user = new User(101, "Arun", "arun@example.com");
        Javalin server = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.routes.get("/users/{id}", context -> context.json(user));
            config.routes.get(
                    "/employees",
                    context -> context.contentType(ContentType.APPLICATION_JSON).result(body));
        });
        server.start("127.0.0.1", Integer.parseInt(System.getenv("LARDER_HTTP_PORT")));
    }

    /** The tutorial's user. */
    record User(int id, String name, String email) {}
}
