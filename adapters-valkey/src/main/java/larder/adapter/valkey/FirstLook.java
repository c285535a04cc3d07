package larder.adapter.valkey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.client.protocol.decoder.ListScanResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at every master before what it holds is trusted. A server forgets scripts when it ends, no dump brings them back, and
 * nothing tells it those of entries but this: if it knows them, somebody has looked at it since it was started. If it does not,
 * it may have come back with entries that were invalidated long ago, so they are removed, and then it is told the scripts. All
 * of that goes over one connection, so that the server that is told them is the one that was emptied.
 *
 * <p>A server that others have looked at is not trusted by a process that has used another one before: what it removed there, while
 * the two did not know of each other, may be here. It removes all entries once more.
 */
final class FirstLook {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

    /** How many keys are looked at by one question. */
    private static final int STEP = 500;

    /** A region, a colon and an id. Nothing that is no entry is named so by Larder, but others may share the server. */
    private static final String NAMED_AS_ENTRIES = "[a-z]*:*";

    private final Supplier<Collection<? extends RedisNode>> masters;
    private final List<Script.Named> scripts;
    private volatile Collection<ServerLife> used = List.of();

    /**
     * A look that has not been taken yet.
     *
     * @param scripts those of entries
     */
    FirstLook(Supplier<Collection<? extends RedisNode>> masters, List<Script.Named> scripts) {
        this.masters = masters;
        this.scripts = scripts;
    }

    /** Throws when a master does not answer, or is not the same from the first question to the last. */
    void run() {
        used = masters.get().stream().map(this::look).toList();
    }

    private ServerLife look(RedisNode master) {
        try (OneConnection server = OneConnection.to(master)) {
            ServerLife life = life(server);
            if (knowsScripts(server) && isUsed(life)) {
                return life;
            }
            long removed = removeEntries(server);
            // What became a replica meanwhile gets entries from elsewhere, and would be trusted with them later.
            if (!life(server).equals(life)) {
                throw new CacheUnavailable("a Valkey was promoted while it was looked at", null);
            }
            scripts.forEach(script -> server.ask(StringCodec.INSTANCE, RedisCommands.SCRIPT_LOAD, script.text()));
            LOG.info(
                    "Valkey is another server, or another run of it, than was used before: {} entries that may have been"
                            + " old were removed.",
                    removed);
            return life;
        }
    }

    /** Whether this process has used that server, or none yet. */
    private boolean isUsed(ServerLife life) {
        return used.isEmpty() || used.stream().anyMatch(earlier -> !life.isAnotherThan(earlier));
    }

    private static ServerLife life(OneConnection server) {
        Map<String, String> replication = server.ask(StringCodec.INSTANCE, RedisCommands.INFO_REPLICATION);
        if (!"master".equals(replication.get("role"))) {
            throw new CacheUnavailable("READONLY: this Valkey is a replica", null);
        }
        return ServerLife.of(server.ask(StringCodec.INSTANCE, RedisCommands.INFO_SERVER), replication);
    }

    private boolean knowsScripts(OneConnection server) {
        Object[] names = scripts.stream().map(Script.Named::sha).toArray();
        List<Boolean> known = server.ask(StringCodec.INSTANCE, RedisCommands.SCRIPT_EXISTS, names);
        return known.size() == names.length && !known.contains(false);
    }

    /** Another process may be probing the same server: what its probe stored is answered to nobody else. */
    private static long removeEntries(OneConnection server) {
        long removed = 0;
        String from = "0";
        do {
            ListScanResult<String> step = server.ask(
                    StringCodec.INSTANCE,
                    RedisCommands.SCAN,
                    from,
                    "MATCH",
                    NAMED_AS_ENTRIES,
                    "COUNT",
                    STEP,
                    "TYPE",
                    "hash");
            List<String> entries = step.getValues().stream()
                    .filter(key -> !key.startsWith(ServerProbe.REGION + ":"))
                    .toList();
            removed += remove(entries, server);
            from = step.getPos();
        } while (!from.equals("0"));
        return removed;
    }

    /** Each key by a command of its own, since a cluster takes no two of different slots in one. */
    private static long remove(Collection<String> keys, OneConnection server) {
        List<CompletableFuture<List<Object>>> marks = new ArrayList<>(keys.size());
        for (String key : keys) {
            marks.add(server.begin(StringCodec.INSTANCE, RedisCommands.HMGET, key, "load_us", "token_until"));
        }
        List<CompletableFuture<Long>> removals = new ArrayList<>();
        int at = 0;
        for (String key : keys) {
            boolean isEntry = server.await(marks.get(at++)).stream().anyMatch(mark -> mark != null);
            if (isEntry) {
                removals.add(server.begin(StringCodec.INSTANCE, RedisCommands.UNLINK, key));
            }
        }
        return removals.stream().mapToLong(server::await).sum();
    }
}
