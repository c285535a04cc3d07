package larder.adapter.valkey;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import larder.domain.port.CacheUnavailable;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.codec.ByteArrayCodec;

/** Does with a server what Larder will do with it: write, read, delete, and in a cluster be answered by every master. */
final class ServerProbe implements Prober.Probe {
    private static final Duration BOUND = Duration.ofMillis(500);
    private static final Duration KEY_LIFE = Duration.ofSeconds(1);

    private final RedissonClient redisson;
    private final Supplier<Boolean> allAnswer;

    /**
     * @param allAnswer whether every server that may be asked answers a ping, within a bound
     */
    ServerProbe(RedissonClient redisson, Supplier<Boolean> allAnswer) {
        this.redisson = redisson;
        this.allAnswer = allAnswer;
    }

    @Override
    public void run() {
        RBucket<byte[]> bucket = redisson.getBucket("larder:probe:" + UUID.randomUUID(), ByteArrayCodec.INSTANCE);
        try {
            await(bucket.setAsync(new byte[] {'1'}, KEY_LIFE));
            await(bucket.getAsync());
            await(bucket.deleteAsync());
        } catch (CacheUnavailable e) {
            // A server whose memory is full lives: what it holds can be read.
            if (!(e.getCause() instanceof RedisOutOfMemoryException)) {
                throw e;
            }
        }
        if (!allAnswer.get()) {
            throw new CacheUnavailable("a server does not answer a ping", null);
        }
    }

    private static void await(CompletionStage<?> answer) {
        try {
            answer.toCompletableFuture().get(BOUND.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CacheUnavailable("the probe failed", e.getCause());
        } catch (TimeoutException e) {
            throw new CacheUnavailable("the probe was not answered within " + BOUND.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("the probe was interrupted", e);
        }
    }
}
