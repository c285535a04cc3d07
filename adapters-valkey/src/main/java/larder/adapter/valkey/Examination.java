package larder.adapter.valkey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import larder.adapter.valkey.ValkeyConfig.Topology;
import larder.domain.port.HealthCheck.Health;
import larder.domain.port.HealthCheck.State;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.client.RedisException;
import org.redisson.client.protocol.Time;

/** Looks at the masters as they are before Larder uses them, and changes nothing. */
final class Examination {
    private static final int MAJOR = 8;
    private static final int PINGS = 5;
    private static final long PING_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final ValkeyConfig config;
    private final Supplier<Collection<? extends RedisNode>> masters;
    private final InstantSource host;
    private final SequencedMap<String, Health> found = new LinkedHashMap<>();

    Examination(ValkeyConfig config, Supplier<Collection<? extends RedisNode>> masters, InstantSource host) {
        this.config = config;
        this.masters = masters;
        this.host = host;
    }

    /** {@code cache}, {@code topology}, {@code calls}, {@code memory}, {@code views} and {@code clock}; the first alone if it is away. */
    SequencedMap<String, Health> run() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                look(masters.get());
                return found;
            } catch (RedisException failed) {
                if (!isLate(failed) || System.nanoTime() - end > 0) {
                    found.put("cache", new Health(State.DOWN, unusable(failed)));
                    return found;
                }
            }
        }
    }

    /** This process has just begun, and may itself be what is slow: that says nothing of the server yet. */
    private static boolean isLate(RedisException failed) {
        return Prober.reason(failed).contains("Timeout");
    }

    private void look(Collection<? extends RedisNode> all) {
        found.put("cache", servers(all));
        found.put("topology", topology(all));
        found.put("calls", calls(all));
        found.put("memory", memory(all));
        found.put("views", views());
        found.put("clock", clock(all));
    }

    /** Of what the server said no more than its first word: more could hold a secret. */
    private static String unusable(RuntimeException failed) {
        String reason = Prober.reason(failed);
        if (reason.contains("WRONGPASS") || reason.contains("NOAUTH") || reason.contains("Auth")) {
            return "Valkey refuses the user or the password of its address, or wants one (" + reason + ")";
        }
        return reason.contains("UnknownHost") || reason.contains("Dns")
                ? "nobody knows the name of Valkey's host: see its address"
                : "Valkey does not answer (" + reason + "): see its address, that it runs, and its log";
    }

    private static Health servers(Collection<? extends RedisNode> all) {
        for (RedisNode master : all) {
            Map<String, String> server = master.info(InfoSection.SERVER);
            if (!"master".equals(master.info(InfoSection.REPLICATION).get("role"))) {
                return new Health(State.DOWN, "this Valkey is a replica, which takes no writes: name its master");
            }
            Optional<String> version = Optional.ofNullable(server.get("valkey_version"));
            if (version.isEmpty()) {
                return new Health(
                        State.DEGRADED,
                        "Redis " + server.getOrDefault("redis_version", "") + " answers; Larder is tested with Valkey "
                                + MAJOR);
            }
            if (Integer.parseInt(version.get().split("\\.", 2)[0]) < MAJOR) {
                return new Health(
                        State.DEGRADED, "Valkey " + version.get() + " answers; Larder is tested with Valkey " + MAJOR);
            }
        }
        String version = all.iterator().next().info(InfoSection.SERVER).getOrDefault("valkey_version", "");
        return new Health(State.UP, "Valkey " + version + " answers");
    }

    private Health topology(Collection<? extends RedisNode> all) {
        boolean clustered = all.stream()
                .anyMatch(master -> "1".equals(master.info(InfoSection.CLUSTER).get("cluster_enabled")));
        return switch (config.topology()) {
            case Topology.Single _
            when clustered ->
                new Health(State.DOWN, "this is a node of a cluster: its address must begin with valkey-cluster://");
            case Topology.Single _ -> new Health(State.UP, "one server");
            case Topology.Cluster _ -> new Health(State.UP, "a cluster of " + all.size() + " masters");
            case Topology.Sentinel _ -> new Health(State.UP, "a master that sentinels watch");
        };
    }

    /** The median, and not the first one, which makes the connection. */
    private Health calls(Collection<? extends RedisNode> all) {
        long[] nanos = all.stream()
                .flatMapToLong(master -> LongStream.range(0, PINGS).map(_ -> timed(master)))
                .sorted()
                .toArray();
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos[nanos.length / 2]);
        long deadline = config.callDeadline().toMillis();
        String sentence = "a call takes " + micros + " us, and may take " + deadline + " ms";
        return micros * 2 < TimeUnit.MILLISECONDS.toMicros(deadline)
                ? new Health(State.UP, sentence)
                : new Health(
                        State.DEGRADED,
                        sentence + ": end the address with ?deadline=" + Math.max(1, micros / 250)
                                + ", or come closer to it");
    }

    private static long timed(RedisNode master) {
        long begun = System.nanoTime();
        if (!master.ping(PING_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new RedisException("no answer to a ping");
        }
        return System.nanoTime() - begun;
    }

    private static Health memory(Collection<? extends RedisNode> all) {
        RedisNode any = all.iterator().next();
        try {
            String most = any.getConfig("maxmemory").getOrDefault("maxmemory", "0");
            String policy = any.getConfig("maxmemory-policy").getOrDefault("maxmemory-policy", "");
            if (most.equals("0")) {
                return new Health(
                        State.DEGRADED,
                        "maxmemory is not set, so that entries may take all of the machine's:"
                                + " CONFIG SET maxmemory, and maxmemory-policy volatile-lru");
            }
            return policy.equals("noeviction")
                    ? new Health(
                            State.DEGRADED,
                            "when " + most + " bytes are full nothing more is cached, since"
                                    + " maxmemory-policy is noeviction: CONFIG SET maxmemory-policy volatile-lru")
                    : new Health(State.UP, most + " bytes at most, then " + policy);
        } catch (RedisException e) {
            return new Health(
                    State.DEGRADED,
                    "CONFIG GET failed (" + e.getClass().getSimpleName() + "): see by yourself that maxmemory is set");
        }
    }

    private Health views() {
        List<String> dangers = new BufferSafety(masters).dangers();
        return dangers.isEmpty()
                ? new Health(State.UP, "those that wait to be counted outlive a crash")
                : new Health(State.DEGRADED, String.join(" ", dangers));
    }

    private Health clock(Collection<? extends RedisNode> all) {
        Duration largest =
                all.stream().map(this::difference).max(Duration::compareTo).orElse(Duration.ZERO);
        String sentence = "it differs from this machine's by " + largest.toMillis() + " ms";
        return largest.compareTo(CLOSE) < 0
                ? new Health(State.UP, sentence)
                : new Health(
                        State.DEGRADED,
                        sentence + ": Larder reckons by Valkey's alone, but logs will not fit together;"
                                + " let both be set by NTP");
    }

    private Duration difference(RedisNode master) {
        Time said = master.time();
        Instant theirs =
                Instant.ofEpochSecond(said.getSeconds(), TimeUnit.MICROSECONDS.toNanos(said.getMicroseconds()));
        return Duration.between(theirs, host.instant()).abs();
    }
}
