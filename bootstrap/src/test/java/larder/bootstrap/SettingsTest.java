package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import larder.adapter.http.HttpConfig;
import larder.adapter.memcached.MemcachedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "LARDER_DATABASE_URL",
            "postgresql://larder:geheim@db.example/shop",
            "LARDER_VALKEY_URL",
            "valkey://cache.example");

    @Test
    void defaults() {
        Settings settings = Settings.read(LEAST);
        assertEquals(new HttpConfig("127.0.0.1", 8000, HttpConfig.Writes.SESSION_REQUIRED), settings.http());
        assertInstanceOf(Settings.CacheChoice.Valkey.class, settings.cache());
        assertEquals(Optional.empty(), settings.cacheTtl());
    }

    @Test
    void every_variable() {
        Settings settings = Settings.read(with(Map.of(
                "LARDER_HTTP_HOST", "localhost",
                "LARDER_HTTP_PORT", "0",
                "LARDER_CACHE", "memory",
                "LARDER_CACHE_TTL_SECONDS", "60",
                "LARDER_AUTH", "open")));
        assertEquals(new HttpConfig("localhost", 0, HttpConfig.Writes.OPEN), settings.http());
        assertInstanceOf(Settings.CacheChoice.Memory.class, settings.cache());
        assertEquals(Optional.of(Duration.ofSeconds(60)), settings.cacheTtl());
    }

    @Test
    void memcached_in_place_of_valkey() {
        Settings settings = Settings.read(Map.of(
                "LARDER_DATABASE_URL", "mysql://u:p@db.example/x",
                "LARDER_CACHE", "memcached",
                "LARDER_MEMCACHED_URL", "memcached://cache.example:11212"));
        assertEquals(
                new Settings.CacheChoice.Memcached(MemcachedConfig.parse("memcached://cache.example:11212")),
                settings.cache());
    }

    @Test
    void an_address_of_memcached_that_is_none_is_refused_by_its_name() {
        Settings.Refused refused = assertThrows(
                Settings.Refused.class,
                () -> Settings.read(
                        with(Map.of("LARDER_CACHE", "memcached", "LARDER_MEMCACHED_URL", "http://cache.example"))));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("LARDER_MEMCACHED_URL a Memcached address"),
                refused::getMessage);
    }

    @Test
    void the_names_of_hosting_services_and_tutorials_are_read_too() {
        Settings settings = Settings.read(Map.of(
                "PG_SERVICE_URI", "postgres://u:p@db.example:1234/x?sslmode=require",
                "VALKEY_SERVICE_URI", "valkeys://default:p@cache.example:4321",
                "CACHE_TIMEOUT_SECONDS", "30"));
        assertEquals(Optional.of(Duration.ofSeconds(30)), settings.cacheTtl());
    }

    @Test
    void a_file_is_read_and_the_environment_goes_first(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("larder.properties"), "LARDER_CACHE=none\nLARDER_CACHE_TTL_SECONDS=5\n");
        Settings settings =
                Settings.read(with(Map.of("LARDER_CONFIG", file.toString(), "LARDER_CACHE_TTL_SECONDS", "7")));
        assertInstanceOf(Settings.CacheChoice.None.class, settings.cache());
        assertEquals(Optional.of(Duration.ofSeconds(7)), settings.cacheTtl());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LARDER_HTTP_PORT         | 65536       | LARDER_HTTP_PORT must be a whole number from 0 to 65535",
                "LARDER_HTTP_PORT         | eight       | LARDER_HTTP_PORT must be a whole number from 0 to 65535",
                "LARDER_CACHE             | redis       | LARDER_CACHE must be valkey, memcached, memory or none",
                "LARDER_CACHE             | memcached   | LARDER_CACHE is memcached, but LARDER_MEMCACHED_URL is not set",
                "LARDER_MEMCACHED_URI     | memcached:x | LARDER_MEMCACHED_URI is not a setting of Larder; did you mean LARDER_MEMCACHED_URL?",
                "LARDER_CACHE_TTL_SECONDS | 0           | LARDER_CACHE_TTL_SECONDS must be a whole number from 1 to 2592000",
                "LARDER_CACHE_TTL_SECONDS | 1.5         | LARDER_CACHE_TTL_SECONDS must be a whole number from 1 to 2592000",
                "LARDER_AUTH              | off         | LARDER_AUTH must be required or open",
                "LARDER_ADMIN_PASSWORD    | elevenchars | LARDER_ADMIN_PASSWORD must have at least 12 characters",
                "LARDER_CACHE             | valky       | LARDER_CACHE must be valkey, memcached, memory or none; did you mean valkey?",
                "LARDER_LOG               | jsno        | LARDER_LOG must be text or json; did you mean json?",
                "LARDER_LOG               | XML         | LARDER_LOG must be text or json",
                "LARDER_LOGS              | json        | LARDER_LOGS is not a setting of Larder; did you mean LARDER_LOG?",
                "LARDER_CASHE             | memory      | LARDER_CASHE is not a setting of Larder; did you mean LARDER_CACHE?",
                "LARDER_CONFIG            | /no/such    | LARDER_CONFIG names /no/such",
                "LARDER_DATABASE_URL      | db2://x     | LARDER_DATABASE_URL",
                "LARDER_VALKEY_URL        | http://x    | LARDER_VALKEY_URL",
            })
    void what_is_wrong_is_refused_by_its_name(String name, String value, String sentence) {
        Settings.Refused refused = assertThrows(Settings.Refused.class, () -> Settings.read(with(Map.of(name, value))));
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused::getMessage);
    }

    @Test
    void all_that_is_wrong_is_said_at_once_and_no_secret() {
        Settings.Refused refused = assertThrows(
                Settings.Refused.class,
                () -> Settings.read(Map.of(
                        "LARDER_DATABASE_URL",
                        "postgresql://u:geheim@:x/",
                        "LARDER_CACHE",
                        "x",
                        "LARDER_HTTP_PORT",
                        "-1")));
        assertEquals(3, String.valueOf(refused.getMessage()).lines().count(), refused::getMessage);
        assertFalse(String.valueOf(refused.getMessage()).contains("geheim"));
    }

    @Test
    void printed_settings_hide_secrets() {
        String printed = Settings.read(with(Map.of("LARDER_ADMIN_PASSWORD", "streng geheim")))
                .toString();
        assertFalse(printed.contains("geheim"), printed);
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(LEAST);
        all.putAll(more);
        return all;
    }
}
