package larder.adapter.valkey;

import java.time.Duration;
import java.util.List;

/** Makes servers' sessions and limits older by hand, since nobody waits for an hour. */
final class SessionClock {
    private SessionClock() {}

    static void pass(List<Cli> servers, Duration time) {
        for (Cli server : servers) {
            for (String key : server.call("KEYS", "*")) {
                switch (server.line("TYPE", key)) {
                    case "hash" -> server.call("HINCRBY", key, "ends", "-" + time.toMillis());
                    case "string" -> shift(server, key, time);
                    // It has expired by itself just now.
                    case "none" -> {}
                    default -> throw new AssertionError("neither a session nor a limit: " + key);
                }
                long left = Long.parseLong(server.line("PTTL", key)) - time.toMillis();
                server.call("PEXPIRE", key, Long.toString(left));
            }
        }
    }

    /** What a limit keeps is a moment; an epoch is none. */
    private static void shift(Cli server, String key, Duration time) {
        if (key.startsWith("limit:")) {
            double moment = Double.parseDouble(server.line("GET", key)) - time.toMillis();
            server.call("SET", key, "%.3f".formatted(moment), "KEEPTTL");
        }
    }
}
