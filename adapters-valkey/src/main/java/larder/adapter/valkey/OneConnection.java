package larder.adapter.valkey;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import larder.domain.port.CacheUnavailable;
import org.redisson.api.RFuture;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisConnection;
import org.redisson.client.codec.Codec;
import org.redisson.client.handler.ConnectionWatchdog;
import org.redisson.client.protocol.RedisCommand;

/**
 * A connection to one server that is never made anew: when it breaks it stays broken, so that all its answers come from one run
 * of the server. An answer is waited for as long as Redisson waits for any.
 */
final class OneConnection implements AutoCloseable {
    private final RedisConnection connection;

    private OneConnection(RedisConnection connection) {
        this.connection = connection;
    }

    static OneConnection to(RedisNode server) {
        return one(client(server).connect());
    }

    /** The same without waiting for it. One that is not waited for any more is closed as soon as it is there. */
    static CompletableFuture<OneConnection> begin(RedisNode server) {
        CompletableFuture<OneConnection> made = new CompletableFuture<>();
        CompletionStage<RedisConnection> _ = client(server).connectAsync().whenComplete((connection, failure) -> {
            if (failure != null) {
                made.completeExceptionally(failure);
            } else {
                handOver(connection, made);
            }
        });
        return made;
    }

    private static void handOver(RedisConnection connection, CompletableFuture<OneConnection> made) {
        try {
            if (!made.complete(one(connection))) {
                ChannelFuture _ = connection.closeAsync();
            }
        } catch (CacheUnavailable broken) {
            made.completeExceptionally(broken);
        }
    }

    private static RedisClient client(RedisNode server) {
        if (!(server instanceof org.redisson.redisnode.RedisNode node)) {
            throw new IllegalStateException("Redisson's servers are of another class: " + server.getClass());
        }
        return node.getClient();
    }

    private static OneConnection one(RedisConnection connection) {
        OneConnection made = new OneConnection(connection);
        made.stayBroken();
        return made;
    }

    /** Takes out what would make the connection anew. It may have done so already: that is what the second question is for. */
    private void stayBroken() {
        Channel channel = connection.getChannel();
        channel.pipeline().remove(ConnectionWatchdog.class);
        if (!channel.isActive()) {
            close();
            throw new CacheUnavailable("a connection to Valkey broke as soon as it was made", null);
        }
    }

    <R> R ask(Codec codec, RedisCommand<R> command, Object... words) {
        return await(begin(codec, command, words));
    }

    <R> CompletableFuture<R> begin(Codec codec, RedisCommand<R> command, Object... words) {
        RFuture<R> answer = connection.async(codec, command, words);
        return answer.toCompletableFuture();
    }

    <R> R await(CompletableFuture<R> answer) {
        return connection.await(answer);
    }

    @Override
    public void close() {
        ChannelFuture _ = connection.closeAsync();
    }
}
