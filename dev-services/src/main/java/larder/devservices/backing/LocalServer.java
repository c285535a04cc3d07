package larder.devservices.backing;

import java.nio.file.Path;
import java.util.List;

/** How one kind of server runs as a process of ours, in a folder that is deleted afterwards. */
public interface LocalServer {
    /** The product's name, for messages. */
    String name();

    /** Where its program came from, in words for a person. */
    String origin();

    /** Lays out an empty folder before the first start: MUST leave everything that {@link #command} needs. */
    void prepare(Path folder);

    /** The program and its arguments: MUST keep one process id, so nothing may fork and exit. */
    List<String> command(Path folder, int port);

    /**
     * Whether this server answers on that loopback port by now: MUST tell it, by its folder, from a stranger that took the
     * port first, and MUST return within two seconds.
     */
    boolean ready(Path folder, int port);

    /** The signal for a clean stop that does not wait for clients, without SIG. */
    String stopSignal();

    /** The signal that ends it, with all its processes, when its JVM is gone. */
    default String lastSignal() {
        return "KILL";
    }
}
