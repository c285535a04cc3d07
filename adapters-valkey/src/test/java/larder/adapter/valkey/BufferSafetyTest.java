package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.HealthCheck.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Settings by which views could be lost are said at the start, and again when the server comes back. */
final class BufferSafetyTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(BufferSafety.class);
    private final Logger prober = (Logger) LoggerFactory.getLogger(Prober.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        prober.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
        prober.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        prober.detachAppender(log);
        prober.setLevel(null);
    }

    @Test
    void a_server_that_keeps_what_it_acknowledges_is_not_complained_of() {
        assertEquals(
                List.of(), said("--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "allkeys-lru"));
        assertEquals(
                List.of(),
                said(
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always",
                        "--maxmemory",
                        "1gb",
                        "--maxmemory-policy",
                        "volatile-lru"));
    }

    @Test
    void each_setting_that_could_lose_views_is_named() {
        assertTrue(said().getFirst().contains("appendonly is no"));
        assertTrue(said("--appendonly", "yes").getFirst().contains("appendfsync is not always"));
        List<String> two = said("--maxmemory", "1gb", "--maxmemory-policy", "allkeys-lru");
        assertEquals(2, two.size());
        assertTrue(two.getLast().contains("maxmemory-policy"));
    }

    @Test
    void where_the_settings_must_not_be_asked_for_that_is_said() {
        try (ValkeyServer server = ValkeyServer.start()) {
            new Cli(server.port()).call("ACL", "SETUSER", "default", "-config");
            List<String> one = said(server);
            assertEquals(1, one.size());
            assertTrue(one.getFirst().contains("could not be checked"), one::toString);
        }
    }

    @Test
    void it_is_said_again_when_the_server_comes_back() {
        try (ValkeyServer server = ValkeyServer.start();
                Opened opened = Opened.at(server.url())) {
            Patience.until("it is said", () -> warnings().size() == 1);
            server.kill();
            Patience.until("it is missed", () -> !isTaken(opened));
            server.restart();
            Patience.until("it is said again", () -> warnings().size() == 2);
        }
    }

    private static boolean isTaken(Opened opened) {
        try {
            opened.cache().read(Opened.KEY);
            return true;
        } catch (CacheUnavailable _) {
            return opened.state() == State.UP;
        }
    }

    /** What is warned of from the opening until it is said that the server is used, which is the last of it. */
    private List<String> said(String... settings) {
        try (ValkeyServer server = ValkeyServer.start(settings)) {
            return said(server);
        }
    }

    private List<String> said(ValkeyServer server) {
        log.list.clear();
        try (Opened opened = Opened.at(server.url())) {
            opened.awaitUp();
            Patience.until("it is used", () -> copy().stream().anyMatch(event -> event.getLevel() == Level.INFO));
            return warnings();
        }
    }

    private List<String> warnings() {
        return copy().stream()
                .filter(event ->
                        event.getLevel() == Level.WARN && event.getLoggerName().equals(BufferSafety.class.getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private List<ILoggingEvent> copy() {
        return List.copyOf(log.list);
    }
}
