package larder.adapter.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import larder.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemcachedConfigTest {
    @ParameterizedTest
    @CsvSource({
        "memcached://cache.example,       cache.example, 11211",
        "memcached://cache.example/,      cache.example, 11211",
        "memcached://127.0.0.1:7,         127.0.0.1,     7",
        "memcached://[::1]:65535,         ::1,           65535"
    })
    void an_address_is_a_host_and_maybe_a_port(String url, String host, int port) {
        assertEquals(new MemcachedConfig(host, port, Duration.ofMillis(25)), MemcachedConfig.parse(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "http://hunter2",
                "memcached://",
                "memcached:hunter2",
                "memcached://hunter2:port",
                "memcached://hunter2:0",
                "memcached://hunter2:65536",
                "memcached://user:hunter2@host",
                "memcached://host/hunter2",
                "memcached://host?hunter2",
                "memcached://a,hunter2:1"
            })
    void an_address_that_is_none_is_refused_in_a_sentence_without_its_text(String url) {
        InvalidValue refusal = assertThrows(InvalidValue.class, () -> MemcachedConfig.parse(url));
        assertFalse(String.valueOf(refusal.getMessage()).contains("hunter2"), refusal.getMessage());
    }

    @Test
    void a_deadline_is_1_ms_to_10_s() {
        MemcachedConfig config = MemcachedConfig.parse("memcached://host");
        assertThrows(InvalidValue.class, () -> config.withCallDeadline(Duration.ofNanos(999_999)));
        assertThrows(InvalidValue.class, () -> config.withCallDeadline(Duration.ofMillis(10_001)));
        assertEquals(
                Duration.ofSeconds(10),
                config.withCallDeadline(Duration.ofSeconds(10)).callDeadline());
    }
}
