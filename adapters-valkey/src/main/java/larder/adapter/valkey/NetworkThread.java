package larder.adapter.valkey;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The one thread that sends what is asked and takes in what is answered. When it gets no CPU, a server that lives looks dead. */
final class NetworkThread implements AutoCloseable {
    /** As long as it waits for its sockets before it does anything else. */
    static final Duration LOOK = Duration.ofMillis(1);

    private static final long SHUTDOWN_SECONDS = 2;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("larder-valkey", true), NioIoHandler.newFactory());

    EventLoopGroup loop() {
        return loop;
    }

    /** Waits until it has looked at its sockets once more, which takes {@link #LOOK} unless it is late. */
    void lookAgain(Duration bound) throws InterruptedException {
        try {
            boolean _ = loop.schedule(() -> {}, LOOK.toNanos(), TimeUnit.NANOSECONDS)
                    .await(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            // It has ended, and will never look again.
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }
}
