package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import larder.adapter.valkey.ValkeyConfig.Login;
import larder.adapter.valkey.ValkeyConfig.Node;
import larder.adapter.valkey.ValkeyConfig.Topology;
import larder.adapter.valkey.ValkeyConfig.Transport;
import larder.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValkeyConfigTest {
    @Test
    void a_deadline_can_follow_any_address() {
        assertEquals(
                Duration.ofMillis(100),
                ValkeyConfig.parse("valkey://host?deadline=100").callDeadline());
        assertEquals(
                Duration.ofSeconds(2),
                ValkeyConfig.parse("valkey-sentinel://a,b/main?deadline=2000").callDeadline());
        assertEquals(Duration.ofMillis(25), ValkeyConfig.parse("valkey://host").callDeadline());
        for (String wrong : List.of("?deadline=", "?deadline=0", "?deadline=1s", "?deadline=10001", "?", "?dead=1")) {
            assertThrows(InvalidValue.class, () -> ValkeyConfig.parse("valkey://host" + wrong), wrong);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "valkey://cache.example, cache.example, 6379, PLAIN",
        "redis://cache.example:7000, cache.example, 7000, PLAIN",
        "valkeys://10.0.0.1/, 10.0.0.1, 6379, TLS",
        "rediss://[::1]:6380, ::1, 6380, TLS",
        "valkey://[2001:db8::1], 2001:db8::1, 6379, PLAIN"
    })
    void one_server(String url, String host, int port, Transport transport) {
        ValkeyConfig config = ValkeyConfig.parse(url);
        assertEquals(new Topology.Single(new Node(host, port)), config.topology());
        assertEquals(transport, config.transport());
        assertEquals(Login.NONE, config.login());
        assertEquals(0, config.database());
        assertEquals(Duration.ofMillis(25), config.callDeadline());
    }

    @Test
    void a_login_is_percent_decoded() {
        ValkeyConfig config = ValkeyConfig.parse("valkey://larder:p%40ss%2Fw+rd%25@host:6379/3");
        assertEquals(new Login("larder", "p@ss/w+rd%"), config.login());
        assertEquals(3, config.database());
        assertEquals(
                new Login("", "secret"),
                ValkeyConfig.parse("valkey://:secret@host").login());
    }

    @Test
    void a_cluster_and_sentinels_have_several_hosts() {
        assertEquals(
                new Topology.Cluster(List.of(new Node("a", 7001), new Node("b", 6379), new Node("::1", 7003))),
                ValkeyConfig.parse("valkey-cluster://u:p@a:7001,b,[::1]:7003").topology());
        assertEquals(
                new Topology.Sentinel(List.of(new Node("a", 26379), new Node("b", 7)), "my-master"),
                ValkeyConfig.parse("valkey-sentinel://a,b:7/my-master").topology());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "http://hunter2@host",
                "valkey://",
                "valkey://hunter2@host",
                "valkey://user:hunter2@",
                "valkey://user:hunter2@host:0",
                "valkey://user:hunter2@host:65536",
                "valkey://user:hunter2@host:port",
                "valkey://user:hunter2@host:",
                "valkey://user:hunter2%@host",
                "valkey://user:hunter2%zz@host",
                "valkey://user:hunter2@host/-1",
                "valkey://user:hunter2@host/hunter2",
                "valkey://user:hunter2@host/99999999999",
                "valkey://user:hunter2@host?timeout=1",
                "valkey://user:hunter2@a,b",
                "valkey://user:hunter2@::1:6379",
                "valkey://user:@host",
                "valkey-cluster://user:hunter2@a,,b",
                "valkey-cluster://user:hunter2@a/1",
                "valkey-sentinel://user:hunter2@a,b",
                "valkey-sentinel://user:hunter2@a,b/m/0"
            })
    void an_address_that_is_none_is_refused_in_a_sentence_without_its_text(String url) {
        InvalidValue refusal = assertThrows(InvalidValue.class, () -> ValkeyConfig.parse(url));
        assertFalse(String.valueOf(refusal.getMessage()).contains("hunter2"), refusal.getMessage());
        assertEquals(null, refusal.getCause());
    }

    @Test
    void its_text_hides_the_password() {
        String text = ValkeyConfig.parse("valkey://larder:hunter2@host").toString();
        assertFalse(text.contains("hunter2"), text);
    }

    @Test
    void a_deadline_is_1_ms_to_10_s() {
        ValkeyConfig config = ValkeyConfig.parse("valkey://host");
        assertThrows(InvalidValue.class, () -> config.withCallDeadline(Duration.ofNanos(999_999)));
        assertThrows(InvalidValue.class, () -> config.withCallDeadline(Duration.ofMillis(10_001)));
        assertEquals(
                Duration.ofSeconds(10),
                config.withCallDeadline(Duration.ofSeconds(10)).callDeadline());
    }
}
