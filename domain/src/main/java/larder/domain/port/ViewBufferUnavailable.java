package larder.domain.port;

import org.jspecify.annotations.Nullable;

/** The buffer did not answer within its bound. An append that ends so may have been taken, or may still be. */
public final class ViewBufferUnavailable extends RuntimeException {
    public ViewBufferUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
