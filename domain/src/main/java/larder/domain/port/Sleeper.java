package larder.domain.port;

import java.time.Duration;

/** Lets time pass for the calling thread. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
