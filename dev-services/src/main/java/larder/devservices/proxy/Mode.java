package larder.devservices.proxy;

import java.time.Duration;

/** What the proxy does with bytes. */
sealed interface Mode {
    /** Passes them on, after a pause for each chunk. */
    record Pass(Duration delay) implements Mode {
        private static final Duration LONGEST = Duration.ofMinutes(1);

        public Pass {
            if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("A delay lies between 0 and one minute, not " + delay);
            }
        }
    }

    /** Takes them and never answers. */
    record Blackhole() implements Mode {}

    /** Answers with rubbish. */
    record Garbage() implements Mode {}

    /** Whether a connection that met this mode can still be trusted by both ends. */
    default boolean harmless() {
        return this instanceof Pass;
    }
}
