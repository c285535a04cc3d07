package larder.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import larder.adapter.sql.SqlConfig;
import larder.adapter.sql.SqlConfig.SampleData;
import larder.application.readthrough.Region;
import larder.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code larder check}. */
final class CheckTest {
    private static final String DATABASE = "postgresql://larder:geheim@db.example/shop";
    private static final Map<String, String> LEAST =
            Map.of("LARDER_DATABASE_URL", DATABASE, "LARDER_VALKEY_URL", "valkey://:streng-geheim@cache.example");

    @Test
    void settings_that_make_sense_are_shown_region_by_region_and_no_secret() {
        Said said = check(LEAST);
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains("ok   settings     a start takes them"), said.text());
        assertTrue(
                said.text()
                        .contains(
                                "ok   product      for 300 s, an absence for 3 s, while the database is down for 600 s"
                                        + " more, copies in the process for 250 ms"),
                said.text());
        assertEquals(1 + RegionSettings.values().length, said.text().lines().count(), said.text());
        assertFalse(said.text().contains("geheim"), said.text());
    }

    @Test
    void what_stops_a_start_is_said_in_the_same_words() {
        Map<String, String> wrong = with("LARDER_CASHE", "none", "LARDER_HTTP_PORT", "x");
        String refusal = String.valueOf(
                assertThrows(Settings.Refused.class, () -> Settings.read(wrong)).getMessage());
        Said said = check(wrong);
        assertEquals(1, said.code());
        assertEquals(
                refusal.lines().toList(),
                said.text()
                        .lines()
                        .map(line -> line.replaceFirst("^bad  settings     ", ""))
                        .toList());
    }

    @Test
    void a_region_that_cannot_be_is_said_in_the_words_of_the_start() {
        Settings settings = slow(Settings.read(LEAST));
        String refusal = String.valueOf(assertThrows(InvalidValue.class, () -> RegionSettings.USER.in(settings))
                .getMessage());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Check(LEAST, new Findings(new PrintStream(said, true, StandardCharsets.UTF_8))).regions(settings);
        assertTrue(refusal.contains("which is longer than its load deadline"), refusal);
        assertTrue(
                said.toString(StandardCharsets.UTF_8).contains("bad  regions      " + refusal),
                said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_TTL_that_is_over_before_a_load_is_makes_no_sense() {
        Said said = check(with("LARDER_CACHE_TTL_SECONDS", "3"));
        assertEquals(1, said.code());
        assertTrue(
                said.text()
                        .contains(
                                "note regions      region user: its TTL of PT3S is shorter than its load deadline of PT3.5S"),
                said.text());
        assertEquals(0, check(with("LARDER_CACHE_TTL_SECONDS", "4")).code());
    }

    @Test
    void a_region_that_makes_no_sense_is_doubted_with_the_reason() {
        Region usual = Region.of("user", Duration.ofSeconds(60));
        assertEquals(List.of(), RegionSettings.doubts(usual));
        Region briefStandIn = new Region(
                "user",
                usual.ttl(),
                0,
                usual.absenceTtl(),
                0,
                Duration.ofSeconds(1),
                usual.lockWait(),
                usual.loadDeadline());
        assertTrue(RegionSettings.doubts(briefStandIn).getFirst().contains("stand-in of PT1S is shorter"));
        Region longCopies = Region.of("user", Duration.ofSeconds(60)).near(Duration.ofSeconds(31));
        assertTrue(RegionSettings.doubts(longCopies).getFirst().contains("more than half of its TTL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LARDER_CACHE=none;LARDER_CACHE_TTL_SECONDS=60      | LARDER_CACHE_TTL_SECONDS has no effect, since LARDER_CACHE is none",
                "LARDER_CACHE=memory                                | LARDER_VALKEY_URL has no effect, since LARDER_CACHE is memory",
                "LARDER_MEMCACHED_URL=memcached://cache.example     | LARDER_MEMCACHED_URL has no effect, since LARDER_CACHE is valkey",
                "LARDER_VALKEY_URL=valkey://c.example?deadline=2000 | a cache that may take as long as what it stands before saves nothing",
            })
    void settings_that_a_start_takes_and_that_make_no_sense_are_noted(String more, String sentence) {
        Map<String, String> all = new TreeMap<>(LEAST);
        for (String pair : more.split(";", -1)) {
            all.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        Said said = check(all);
        assertEquals(1, said.code(), said.text());
        assertTrue(said.text().contains("note settings     ") && said.text().contains(sentence), said.text());
    }

    @Test
    void nothing_is_connected_to() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(200);
            String address = "127.0.0.1:" + server.getLocalPort();
            assertEquals(
                    0,
                    check(Map.of(
                                    "LARDER_DATABASE_URL",
                                    "mysql://u:p@" + address + "/x",
                                    "LARDER_VALKEY_URL",
                                    "valkey://" + address))
                            .code());
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    @Test
    void the_command_ends_with_what_it_found() throws Exception {
        assertEquals(0, LarderProcess.launch(List.of("check"), LEAST).waitFor());
        assertEquals(
                1,
                LarderProcess.launch(List.of("check"), with("LARDER_CACHE", "redis"))
                        .waitFor());
    }

    /** With a wait for a connection that alone is longer than a load may take. */
    private static Settings slow(Settings settings) {
        SqlConfig database = new SqlConfig(
                DATABASE, 1, Duration.ofSeconds(30), Duration.ofMillis(1_500), Duration.ofSeconds(2), SampleData.NONE);
        return new Settings(settings.http(), database, settings.cache(), Optional.empty(), Optional.empty());
    }

    private static Map<String, String> with(String... more) {
        Map<String, String> all = new TreeMap<>(LEAST);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static Said check(Map<String, String> environment) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Findings findings = new Findings(new PrintStream(said, true, StandardCharsets.UTF_8));
        return new Said(new Check(environment, findings).run(), said.toString(StandardCharsets.UTF_8));
    }

    /** What it said, and the code. */
    private record Said(int code, String text) {}
}
