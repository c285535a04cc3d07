package larder.bootstrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larder.adapter.valkey.ValkeyConfig;
import larder.application.readthrough.Region;
import larder.bootstrap.Findings.Kind;
import larder.domain.InvalidValue;

/** {@code larder check}: whether the settings make sense, found out without connecting to anything. */
final class Check {
    private final Map<String, String> environment;
    private final Findings findings;

    Check(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    /** Answers the exit code: 0 if there is nothing to say. */
    int run() {
        settings().ifPresent(this::regions);
        return findings.has(Kind.BAD) || findings.has(Kind.NOTE) ? 1 : 0;
    }

    /** The settings, unless a start would refuse them. */
    Optional<Settings> settings() {
        try {
            Settings settings = Settings.read(environment);
            List<String> doubts = doubts(settings);
            doubts.forEach(doubt -> findings.say(Kind.NOTE, "settings", doubt));
            if (doubts.isEmpty()) {
                findings.say(Kind.OK, "settings", "a start takes them");
            }
            return Optional.of(settings);
        } catch (Settings.Refused refused) {
            String.valueOf(refused.getMessage())
                    .lines()
                    .forEach(sentence -> findings.say(Kind.BAD, "settings", sentence));
            return Optional.empty();
        }
    }

    void regions(Settings settings) {
        for (RegionSettings each : RegionSettings.values()) {
            try {
                region(each.in(settings));
            } catch (InvalidValue refused) {
                findings.say(Kind.BAD, "regions", String.valueOf(refused.getMessage()));
            }
        }
    }

    private void region(Region region) {
        List<String> doubts = RegionSettings.doubts(region);
        doubts.forEach(doubt -> findings.say(Kind.NOTE, "regions", doubt));
        if (doubts.isEmpty()) {
            findings.say(Kind.OK, region.name(), words(region));
        }
    }

    private static String words(Region region) {
        String near = region.near()
                .map(bound -> ", copies in the process for " + bound.toMillis() + " ms")
                .orElse("");
        return "for " + seconds(region.ttl()) + ", an absence for " + seconds(region.absenceTtl())
                + ", while the database is down for " + seconds(region.staleIfDown()) + " more" + near;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    /** A sentence for each setting that a start takes and that makes no sense. */
    private List<String> doubts(Settings settings) {
        List<String> doubts = new ArrayList<>();
        switch (settings.cache()) {
            case Settings.CacheChoice.Valkey(ValkeyConfig config) -> {
                idle(doubts, Variable.LARDER_MEMCACHED_URL, "valkey");
                slow(doubts, config, settings);
            }
            case Settings.CacheChoice.Memcached _ -> idle(doubts, Variable.LARDER_VALKEY_URL, "memcached");
            case Settings.CacheChoice.Memory _ -> {
                idle(doubts, Variable.LARDER_VALKEY_URL, "memory");
                idle(doubts, Variable.LARDER_MEMCACHED_URL, "memory");
            }
            case Settings.CacheChoice.None _ -> {
                idle(doubts, Variable.LARDER_VALKEY_URL, "none");
                idle(doubts, Variable.LARDER_MEMCACHED_URL, "none");
                idle(doubts, Variable.LARDER_CACHE_TTL_SECONDS, "none");
            }
        }
        return doubts;
    }

    private void idle(List<String> doubts, Variable variable, String cache) {
        if (!environment.getOrDefault(variable.name(), "").isBlank()) {
            doubts.add(variable + " has no effect, since LARDER_CACHE is " + cache);
        }
    }

    private static void slow(List<String> doubts, ValkeyConfig config, Settings settings) {
        Duration answer = settings.database().answerWait();
        if (config.callDeadline().compareTo(answer) >= 0) {
            doubts.add("LARDER_VALKEY_URL lets one call take "
                    + config.callDeadline().toMillis()
                    + " ms, and the database is given " + answer.toMillis()
                    + " ms: a cache that may take as long as what it stands before saves nothing");
        }
    }
}
