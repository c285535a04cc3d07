package larder.domain.port;

import org.jspecify.annotations.Nullable;

/** The cache could not be asked or did not answer within its bound. A change that ends so may have happened, or may still happen. */
public final class CacheUnavailable extends RuntimeException {
    public CacheUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
