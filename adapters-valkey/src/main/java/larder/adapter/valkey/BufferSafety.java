package larder.adapter.valkey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of settings of the servers by which views that Larder said it took could be lost. */
final class BufferSafety {
    private static final Logger LOG = LoggerFactory.getLogger(BufferSafety.class);

    private final Supplier<Collection<? extends RedisNode>> masters;

    BufferSafety(Supplier<Collection<? extends RedisNode>> masters) {
        this.masters = masters;
    }

    /** Asks every master; what is wrong with one is likely wrong with all, and said once. */
    void warn() {
        dangers().forEach(danger -> LOG.warn(danger));
    }

    /** A sentence for each setting that is wrong, or for not being able to know. */
    List<String> dangers() {
        try {
            return masters.get().stream()
                    .flatMap(master -> dangers(master).stream())
                    .distinct()
                    .toList();
        } catch (RedisException e) {
            return List.of(
                    "It could not be checked whether Valkey's settings keep the views that wait in it, since CONFIG GET failed"
                            + " (" + e.getClass().getSimpleName()
                            + "). See by yourself that appendonly is yes, appendfsync is always, and maxmemory-policy is"
                            + " noeviction or one of volatile-*.");
        }
    }

    private static List<String> dangers(RedisNode master) {
        List<String> dangers = new ArrayList<>();
        if (!setting(master, "appendonly").equals("yes")) {
            dangers.add(
                    "Views that wait in Valkey are lost when it restarts: appendonly is no. CONFIG SET appendonly yes.");
        } else if (!setting(master, "appendfsync").equals("always")) {
            dangers.add("Views of the last moments can be lost when Valkey's machine fails: appendfsync is not always."
                    + " CONFIG SET appendfsync always.");
        }
        if (!setting(master, "maxmemory").equals("0")
                && setting(master, "maxmemory-policy").startsWith("allkeys-")) {
            dangers.add(
                    "Views that wait in Valkey are lost when its memory is full: maxmemory-policy evicts any key."
                            + " CONFIG SET maxmemory-policy volatile-lru; entries of the cache have a lifetime, views have none.");
        }
        return dangers;
    }

    private static String setting(RedisNode master, String name) {
        return master.getConfig(name).getOrDefault(name, "");
    }
}
