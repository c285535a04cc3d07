package larder.adapter.valkey;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RBatch;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.OptionalOptions;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Runs scripts by their name. A server that does not know one (any more) gets the text, but for scripts of entries: that it
 * does not know those means that nobody has looked at what it holds since it was started, so they fail.
 */
final class Scripts {
    private final RedissonClient redisson;
    private final RScriptAsync scripts;
    private final Map<Script, Script.Named> named;

    private Scripts(RedissonClient redisson, RScriptAsync scripts, Map<Script, Script.Named> named) {
        this.redisson = redisson;
        this.scripts = scripts;
        this.named = named;
    }

    static Scripts of(RedissonClient redisson, int database) {
        Map<Script, Script.Named> named = new EnumMap<>(Script.class);
        for (Script script : Script.values()) {
            named.put(script, script.in(database));
        }
        return new Scripts(redisson, redisson.getScript(ByteArrayCodec.INSTANCE), named);
    }

    /** The same, which may take longer than entries do; what has no answer after that is given up. */
    Scripts patient(Duration abandon) {
        OptionalOptions options = OptionalOptions.defaults()
                .codec(ByteArrayCodec.INSTANCE)
                .timeout(abandon)
                .retryAttempts(0);
        return new Scripts(redisson, redisson.getScript(options), named);
    }

    /** Those without which no entry is read or stored. */
    List<Script.Named> ofEntries() {
        return Script.OF_ENTRIES.stream().map(this::named).toList();
    }

    CompletableFuture<List<Object>> run(ScriptCall call) {
        CompletableFuture<List<Object>> answer = byName(scripts, call);
        return Script.OF_ENTRIES.contains(call.script())
                ? answer
                : answer.exceptionallyCompose(failure -> isUnknown(failure) ? byText(call) : failed(failure));
    }

    /**
     * Runs scripts of entries, in one round trip to each server. Fails when one fails: in a cluster others may have been run
     * then, and none is run twice.
     */
    CompletableFuture<List<List<Object>>> runAll(List<ScriptCall> calls) {
        RBatch batch = redisson.createBatch();
        RScriptAsync batched = batch.getScript(ByteArrayCodec.INSTANCE);
        List<CompletableFuture<List<Object>>> answers = new ArrayList<>(calls.size());
        for (ScriptCall call : calls) {
            answers.add(byName(batched, call));
        }
        return batch.executeAsync()
                .toCompletableFuture()
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<List<Object>> byName(RScriptAsync way, ScriptCall call) {
        String name = named(call.script()).sha();
        Object[] arguments = call.arguments().toArray();
        return future(way.evalShaAsync(home(call), Mode.READ_WRITE, name, ReturnType.LIST, keys(call), arguments));
    }

    private CompletableFuture<List<Object>> byText(ScriptCall call) {
        String text = named(call.script()).text();
        Object[] arguments = call.arguments().toArray();
        return future(scripts.evalAsync(home(call), Mode.READ_WRITE, text, ReturnType.LIST, keys(call), arguments));
    }

    private Script.Named named(Script script) {
        return requireNonNull(named.get(script));
    }

    private static CompletableFuture<List<Object>> future(CompletionStage<List<Object>> answer) {
        return answer.toCompletableFuture();
    }

    /** The key whose server runs the script. */
    private static String home(ScriptCall call) {
        return call.keys().getFirst();
    }

    private static List<Object> keys(ScriptCall call) {
        return List.copyOf(call.keys());
    }

    private static <T> CompletableFuture<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    private static boolean isUnknown(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
        return cause instanceof RedisNoScriptException;
    }
}
