package larder.adapter.valkey;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import larder.domain.port.CacheKey;
import larder.domain.port.Lookup;

/** Reads several entries in one round trip to each server. */
sealed interface EntryReads {
    /** For each key, in order, what was there; it is decoded by who asks for it, not by the thread of the network. */
    CompletableFuture<List<Supplier<Lookup>>> read(List<CacheKey> keys);

    /** The keys in groups, each of which one server holds for certain. */
    List<List<CacheKey>> together(List<CacheKey> keys);

    /** Where one server holds every key, one script reads them all. */
    record OnOneServer(Scripts scripts) implements EntryReads {
        @Override
        public CompletableFuture<List<Supplier<Lookup>>> read(List<CacheKey> keys) {
            return scripts.run(ScriptCall.read(keys)).thenApply(said -> {
                List<Supplier<Lookup>> lookups = new ArrayList<>(keys.size());
                for (Object entry : said.subList(1, said.size())) {
                    lookups.add(() -> StoredEntry.lookup(said.getFirst(), entry));
                }
                return lookups;
            });
        }

        @Override
        public List<List<CacheKey>> together(List<CacheKey> keys) {
            return List.of(keys);
        }
    }

    /** Where each key may have its own server, each is read by a script of its own. */
    record OnManyServers(Scripts scripts) implements EntryReads {
        @Override
        public CompletableFuture<List<Supplier<Lookup>>> read(List<CacheKey> keys) {
            return scripts.runAll(together(keys).stream().map(ScriptCall::read).toList())
                    .thenApply(said -> said.stream()
                            .<Supplier<Lookup>>map(one -> () -> StoredEntry.lookup(one.getFirst(), one.getLast()))
                            .toList());
        }

        @Override
        public List<List<CacheKey>> together(List<CacheKey> keys) {
            return keys.stream().map(List::of).toList();
        }
    }
}
