package larder.adapter.valkey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** Runs scripts by their name, and by their text on a server that does not know them (any more). */
final class Scripts {
    private final RedissonClient redisson;
    private final RScriptAsync scripts;

    Scripts(RedissonClient redisson) {
        this.redisson = redisson;
        this.scripts = redisson.getScript(ByteArrayCodec.INSTANCE);
    }

    /** Scripts that may take longer than entries do; what has no answer after that is given up. */
    Scripts(RedissonClient redisson, Duration abandon) {
        this.redisson = redisson;
        this.scripts = redisson.getScript(OptionalOptions.defaults()
                .codec(ByteArrayCodec.INSTANCE)
                .timeout(abandon)
                .retryAttempts(0));
    }

    CompletableFuture<List<Object>> run(ScriptCall call) {
        return byName(scripts, call)
                .exceptionallyCompose(failure -> isUnknown(failure) ? byText(scripts, call) : failed(failure));
    }

    /** Runs scripts that only read, in one round trip to each server; fails when one fails. */
    CompletableFuture<List<List<Object>>> readAll(List<ScriptCall> calls) {
        return batch(calls, Scripts::byName)
                .exceptionallyCompose(failure -> isUnknown(failure) ? batch(calls, Scripts::byText) : failed(failure));
    }

    /**
     * Runs scripts that write, in one round trip to each server; fails when one fails. They go by their text: when one server
     * of a cluster does not know a name, Redisson fails the whole batch, and what others have done would be done twice.
     */
    CompletableFuture<List<List<Object>>> writeAll(List<ScriptCall> calls) {
        return batch(calls, Scripts::byText);
    }

    private CompletableFuture<List<List<Object>>> batch(List<ScriptCall> calls, Way way) {
        RBatch batch = redisson.createBatch();
        RScriptAsync batched = batch.getScript(ByteArrayCodec.INSTANCE);
        List<CompletableFuture<List<Object>>> answers = new ArrayList<>(calls.size());
        for (ScriptCall call : calls) {
            answers.add(way.run(batched, call));
        }
        return batch.executeAsync()
                .toCompletableFuture()
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    private static CompletableFuture<List<Object>> byName(RScriptAsync scripts, ScriptCall call) {
        String name = call.script().sha();
        Object[] arguments = call.arguments().toArray();
        return future(scripts.evalShaAsync(home(call), Mode.READ_WRITE, name, ReturnType.LIST, keys(call), arguments));
    }

    private static CompletableFuture<List<Object>> byText(RScriptAsync scripts, ScriptCall call) {
        String text = call.script().text();
        Object[] arguments = call.arguments().toArray();
        return future(scripts.evalAsync(home(call), Mode.READ_WRITE, text, ReturnType.LIST, keys(call), arguments));
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

    /** By name or by text. */
    private interface Way {
        CompletableFuture<List<Object>> run(RScriptAsync scripts, ScriptCall call);
    }
}
