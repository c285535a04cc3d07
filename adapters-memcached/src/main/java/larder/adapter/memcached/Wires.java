package larder.adapter.memcached;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import larder.domain.port.CacheUnavailable;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;

/**
 * Makes connections, and answers none whose server is not fit for use. The text protocol is spoken: Memcached calls its binary
 * one deprecated, and a person can read along.
 */
final class Wires {
    /** How long connecting may take, and each of the questions that follow. */
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final MemcachedConfig config;
    private final InstantSource hostClock;

    Wires(MemcachedConfig config, InstantSource hostClock) {
        this.config = config;
        this.hostClock = hostClock;
    }

    /** @throws CacheUnavailable when the server cannot be reached, does not answer, or is started with {@code --disable-cas} */
    Wire open() {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        MemcachedClient client = connected(address);
        try {
            Map<String, String> settings = only(Wire.answer(() -> client.getStatsByItem("settings", BOUND.toMillis())));
            requireNumbers(settings);
            Map<String, String> stats = only(Wire.answer(() -> client.getStats(BOUND.toMillis())));
            ServerClock clock = new ServerClock(hostClock, System::nanoTime, number(stats, "time"));
            Wire wire = new Wire(client, clock, number(settings, "item_size_max"));
            new Rehearsal(wire, BOUND).run();
            return wire;
        } catch (RuntimeException | Error e) {
            Wire.end(client);
            throw e;
        }
    }

    private static MemcachedClient connected(InetSocketAddress address) {
        // The client would log a page of its own for each attempt in vain.
        try (Socket knock = new Socket()) {
            knock.connect(address, Math.toIntExact(BOUND.toMillis()));
        } catch (IOException e) {
            throw new CacheUnavailable("Memcached cannot be reached", e);
        }
        XMemcachedClientBuilder builder = new XMemcachedClientBuilder(List.of(address));
        builder.setTranscoder(RawBytes.ONLY);
        builder.setConnectTimeout(BOUND.toMillis());
        builder.setSelectorPoolSize(1);
        builder.setEnableHealSession(false);
        try {
            MemcachedClient client = builder.build();
            client.setEnableHeartBeat(false);
            return client;
        } catch (IOException e) {
            throw new CacheUnavailable("Memcached cannot be reached", e);
        }
    }

    private static void requireNumbers(Map<String, String> settings) {
        if (!"yes".equals(settings.get("cas_enabled"))) {
            throw new CacheUnavailable("Memcached numbers no changes: start it without --disable-cas", null);
        }
    }

    private static Map<String, String> only(Map<InetSocketAddress, Map<String, String>> ofServers) {
        return ofServers.values().stream()
                .findFirst()
                .orElseThrow(() -> new CacheUnavailable("the connection to Memcached was lost", null));
    }

    private static long number(Map<String, String> said, String name) {
        try {
            return Long.parseLong(String.valueOf(said.get(name)));
        } catch (NumberFormatException e) {
            throw new CacheUnavailable("Memcached does not tell its " + name, e);
        }
    }
}
