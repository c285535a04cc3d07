package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
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

/** A server that wants a password: it gets it, and nobody else does. */
final class SecretTest {
    private final ValkeyServer server = ValkeyServer.start("--requirepass", "hunter2");
    private final String address = "@127.0.0.1:" + server.port();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger redisson = (Logger) LoggerFactory.getLogger("org.redisson");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        redisson.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        redisson.setLevel(Level.OFF);
        server.close();
    }

    @Test
    void the_right_password_opens() {
        try (Opened opened = Opened.patient("valkey://:hunter2" + address)) {
            opened.store(Opened.KEY, Opened.ARUN);
        }
        nothingIsSaidOfIt();
    }

    @Test
    void without_a_password_or_with_a_wrong_one_valkey_is_left_alone_and_the_log_says_why() {
        for (String login : List.of("valkey://127.0.0.1:" + server.port(), "valkey://:hunter3" + address)) {
            log.list.clear();
            try (Valkey refused = Valkey.open(ValkeyConfig.parse(login))) {
                Patience.until("the log says why", () -> copy().stream().anyMatch(SecretTest::saysWhy));
                CacheUnavailable failure = assertThrows(
                        CacheUnavailable.class, () -> refused.cache().read(Opened.KEY));
                assertFalse(String.valueOf(failure.getMessage()).contains("hunter"), failure.getMessage());
                assertEquals(State.DEGRADED, refused.health().check().state());
                assertFalse(refused.health().check().detail().contains("hunter"));
            }
            nothingIsSaidOfIt();
        }
    }

    private static boolean saysWhy(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message.contains("NOAUTH") || message.contains("WRONGPASS");
    }

    private void nothingIsSaidOfIt() {
        for (ILoggingEvent event : copy()) {
            String said = event.getFormattedMessage()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
            assertFalse(said.contains("hunter"), said);
        }
    }

    private List<ILoggingEvent> copy() {
        synchronized (log) {
            return List.copyOf(log.list);
        }
    }
}
