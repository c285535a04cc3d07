package larder.bootstrap;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import larder.domain.InvalidValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a process begins: {@code serve}, {@code dev}, {@code check} or {@code doctor}. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USE =
            "use: larder serve | larder dev [postgresql|mysql] | larder check | larder doctor";

    private Main() {}

    public static void main(String[] args) {
        try {
            run(String.join(" ", args), System.getenv());
        } catch (Settings.Refused | InvalidValue wrong) {
            refuse(MISUSED, wrong.getMessage());
        } catch (Unstartable failed) {
            LOG.debug("This is how the start failed; its sentence says what to do", failed);
            refuse(FAILED, failed.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("Larder cannot start, and something unexpected is in the way: report it", unexpected);
            System.exit(FAILED);
        }
    }

    private static void run(String command, Map<String, String> environment) {
        Findings findings = new Findings(System.out);
        switch (command) {
            case "check" -> System.exit(new Check(environment, findings).run());
            case "doctor" -> {
                LogSetup.beQuiet();
                System.exit(new Doctor(environment, findings).run());
            }
            case "serve" -> {
                LogSetup.use(Settings.logForm(environment));
                serve(Settings.read(environment));
            }
            case "dev", "dev postgresql" -> dev(Dev.Database.POSTGRESQL, environment);
            case "dev mysql" -> dev(Dev.Database.MYSQL, environment);
            default -> refuse(MISUSED, USE);
        }
    }

    private static void dev(Dev.Database database, Map<String, String> environment) {
        LogSetup.use(Settings.logForm(environment));
        Dev.run(database, environment);
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

    private static void refuse(int code, @Nullable String why) {
        System.err.println(why);
        System.exit(code);
    }
}
