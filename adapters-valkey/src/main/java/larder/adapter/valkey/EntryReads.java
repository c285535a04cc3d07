package larder.adapter.valkey;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import larder.domain.port.CacheKey;
import larder.domain.port.Lookup;

/** Reads several entries in one round trip to each server. */
@FunctionalInterface
interface EntryReads {
    /** For each key, in order, what was there; it is decoded by who asks for it, not by the thread of the network. */
    CompletableFuture<List<Supplier<Lookup>>> read(List<CacheKey> keys);

    /** Where one server holds every key, one script reads them all. */
    static EntryReads onOneServer(Scripts scripts) {
        return keys -> scripts.run(ScriptCall.read(keys)).thenApply(said -> {
            List<Supplier<Lookup>> lookups = new ArrayList<>(keys.size());
            for (Object entry : said.subList(1, said.size())) {
                lookups.add(() -> StoredEntry.lookup(said.getFirst(), entry));
            }
            return lookups;
        });
    }

    /** Where each key may have its own server, each is read by a script of its own. */
    static EntryReads onManyServers(Scripts scripts) {
        return keys -> scripts.runAll(
                        keys.stream().map(key -> ScriptCall.read(List.of(key))).toList())
                .thenApply(said -> said.stream()
                        .<Supplier<Lookup>>map(one -> () -> StoredEntry.lookup(one.getFirst(), one.getLast()))
                        .toList());
    }
}
