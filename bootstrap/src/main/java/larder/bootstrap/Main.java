package larder.bootstrap;

import java.util.concurrent.CompletableFuture;
import larder.domain.InvalidValue;
import org.jspecify.annotations.Nullable;

/** Where a process begins: {@code serve} or {@code dev}. */
public final class Main {
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] args) {
        try {
            switch (String.join(" ", args)) {
                case "serve" -> serve(Settings.read(System.getenv()));
                case "dev", "dev postgresql" -> Dev.run(Dev.Database.POSTGRESQL, System.getenv());
                case "dev mysql" -> Dev.run(Dev.Database.MYSQL, System.getenv());
                default -> refuse("use: larder serve | larder dev [postgresql|mysql]");
            }
        } catch (Settings.Refused | InvalidValue wrong) {
            refuse(wrong.getMessage());
        }
    }

    static Server serve(Settings settings) {
        Server.Wiring wiring = DaggerServer_Wiring.factory().create(settings);
        // A client of Valkey takes as long to load as all else that is made here: on two cores, side by side.
        CompletableFuture<?> _ = CompletableFuture.runAsync(wiring::cacheSide);
        Server server = wiring.server();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        server.start();
        return server;
    }

    private static void refuse(@Nullable String why) {
        System.err.println(why);
        System.exit(MISUSED);
    }
}
