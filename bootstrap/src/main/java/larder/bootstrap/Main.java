package larder.bootstrap;

import java.util.List;

/** Where a process begins: {@code serve} or {@code dev}. */
public final class Main {
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] args) {
        try {
            switch (List.of(args)) {
                case List<String> words when words.equals(List.of("serve")) -> serve(Settings.read(System.getenv()));
                case List<String> words when words.equals(List.of("dev")) -> Dev.run(System.getenv());
                default -> refuse("use: larder serve | larder dev");
            }
        } catch (Settings.Refused refused) {
            refuse(refused.getMessage());
        }
    }

    static Server serve(Map<String, String> environment) {
        Server server =
                DaggerServer_Wiring.factory().create(Settings.read(environment)).server();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        server.start();
        return server;
    }

    private static void refuse(String why) {
        System.err.println(why);
        System.exit(MISUSED);
    }
}
