package larder.adapter.valkey;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import larder.domain.port.CacheKey;
import org.redisson.api.RBatch;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
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

    CompletableFuture<List<Object>> run(ScriptCall call) {
        return byName(scripts, call).exceptionallyCompose(failure -> afresh(failure, () -> byText(scripts, call)));
    }

    /** Runs all in one round trip to each server; fails when one fails. */
    CompletableFuture<List<List<Object>>> runAll(List<ScriptCall> calls) {
        return batch(calls, Scripts::byName)
                .exceptionallyCompose(failure -> afresh(failure, () -> batch(calls, Scripts::byText)));
    }

    private CompletableFuture<List<List<Object>>> batch(
            List<ScriptCall> calls, BiFunction<RScriptAsync, ScriptCall, CompletableFuture<List<Object>>> way) {
        RBatch batch = redisson.createBatch();
        RScriptAsync batched = batch.getScript(ByteArrayCodec.INSTANCE);
        List<CompletableFuture<List<Object>>> answers = new ArrayList<>(calls.size());
        for (ScriptCall call : calls) {
            answers.add(way.apply(batched, call));
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
        return call.keys().getFirst().toString();
    }

    private static List<Object> keys(ScriptCall call) {
        return call.keys().stream().<Object>map(CacheKey::toString).toList();
    }

    private static <T> CompletableFuture<T> afresh(Throwable failure, Supplier<CompletableFuture<T>> byText) {
        Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
        return cause instanceof RedisNoScriptException ? byText.get() : CompletableFuture.failedFuture(failure);
    }
}
