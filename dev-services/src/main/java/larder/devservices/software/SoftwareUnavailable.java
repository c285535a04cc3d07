package larder.devservices.software;

import org.jspecify.annotations.Nullable;

/** A program that this machine neither has nor could fetch; the message says what was tried. */
public final class SoftwareUnavailable extends RuntimeException {
    public SoftwareUnavailable(String message) {
        super(message);
    }

    public SoftwareUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
