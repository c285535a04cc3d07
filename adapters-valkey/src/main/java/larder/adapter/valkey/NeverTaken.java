package larder.adapter.valkey;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.WriteRedisConnectionException;

/**
 * Tells a change that the server certainly did not make from one that it may have made. Only three things are certain: it was
 * not sent since the breaker is open; no connection was to be had; the server said no.
 */
final class NeverTaken {
    /** An error of the server begins with a word in capitals; what Redisson says by itself is a sentence. */
    private static final Pattern SERVERS_WORD = Pattern.compile("-?[A-Z]{3,16}\\b.*", Pattern.DOTALL);

    private NeverTaken() {}

    static boolean isCertain(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> true;
            // It was written, or may have been, when the connection broke or the time was over.
            case WriteRedisConnectionException _, RedisTimeoutException _ -> false;
            case RedisConnectionException _, RedisNodeNotFoundException _ -> true;
            // The only error of the server from which Redisson takes its first word.
            case RedisOutOfMemoryException _ -> true;
            case RedisException said ->
                SERVERS_WORD.matcher(String.valueOf(said.getMessage())).matches();
            default -> false;
        };
    }
}
