package larder.devservices;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one server of a kind that all tests of a JVM share: started when first asked for, closed when the JVM ends. */
final class Shared<S extends DevServer> {
    private final Supplier<S> starter;
    private @Nullable S server;

    Shared(Supplier<S> starter) {
        this.starter = starter;
    }

    synchronized S get() {
        if (server == null) {
            S started = starter.get();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "larder-dev-services-close"));
            server = started;
        }
        return server;
    }
}
