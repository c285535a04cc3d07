package larder.adapter.valkey;

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

    CompletableFuture<Reply> run(ScriptCall call) {
        return byName(scripts, call)
                .exceptionallyCompose(
                        failure -> unknown(failure) ? byText(scripts, call) : CompletableFuture.failedFuture(failure))
                .thenApply(Reply::new);
    }

    /** Runs all in one round trip to each server; fails when one fails. */
    CompletableFuture<List<Reply>> runAll(List<ScriptCall> calls) {
        return batch(calls, Scripts::byName)
                .exceptionallyCompose(failure ->
                        unknown(failure) ? batch(calls, Scripts::byText) : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<List<Reply>> batch(List<ScriptCall> calls, Way way) {
        RBatch batch = redisson.createBatch();
        RScriptAsync batched = batch.getScript(ByteArrayCodec.INSTANCE);
        List<CompletableFuture<List<Object>>> answers = new ArrayList<>(calls.size());
        for (ScriptCall call : calls) {
            answers.add(way.run(batched, call));
        }
        return batch.executeAsync()
                .toCompletableFuture()
                .thenApply(_ ->
                        answers.stream().map(answer -> new Reply(answer.join())).toList());
    }

    private static CompletableFuture<List<Object>> byName(RScriptAsync scripts, ScriptCall call) {
        return future(scripts.evalShaAsync(
                call.key().toString(),
                Mode.READ_WRITE,
                call.script().sha(),
                ReturnType.LIST,
                keys(call),
                call.arguments().toArray()));
    }

    private static CompletableFuture<List<Object>> byText(RScriptAsync scripts, ScriptCall call) {
        return future(scripts.evalAsync(
                call.key().toString(),
                Mode.READ_WRITE,
                call.script().text(),
                ReturnType.LIST,
                keys(call),
                call.arguments().toArray()));
    }

    private static CompletableFuture<List<Object>> future(CompletionStage<List<Object>> answer) {
        return answer.toCompletableFuture();
    }

    private static List<Object> keys(ScriptCall call) {
        return List.of(call.key().toString());
    }

    private static boolean unknown(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : failure;
        return cause instanceof RedisNoScriptException;
    }

    /** By name or by text. */
    private interface Way {
        CompletableFuture<List<Object>> run(RScriptAsync scripts, ScriptCall call);
    }
}
