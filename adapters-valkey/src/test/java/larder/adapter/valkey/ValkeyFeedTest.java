package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import larder.contracts.InvalidationFeedContract;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.domain.port.CacheKey;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.InvalidationFeed.News;
import larder.domain.port.InvalidationFeed.Position;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of a feed on one server, and what that server may do to it. */
final class ValkeyFeedTest extends InvalidationFeedContract {
    private static final CacheKey KEY = Opened.KEY;
    private static final String STREAM = "{larder}:feed";

    private final ValkeyServer server = ValkeyServer.start();
    private final Cli cli = new Cli(server.port());
    private final Opened one = Opened.patient(server.url());
    private final Opened other = Opened.patient(server.url());

    @AfterEach
    void close() {
        one.close();
        other.close();
        server.close();
    }

    @Override
    protected InvalidationFeed feed() {
        return one.valkey().feed();
    }

    @Override
    protected InvalidationFeed otherProcess() {
        return other.valkey().feed();
    }

    @Override
    protected void lose() {
        cli.call("FLUSHALL");
    }

    @Override
    protected int tooMany() {
        return ValkeyFeed.MOST_AT_ONCE + 1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DEL {larder}:feed",
                "DEL {larder}:feed:life",
                "XTRIM {larder}:feed MAXLEN 1",
                "XDEL {larder}:feed 1-4",
                "XDEL {larder}:feed 1-5",
                "XADD {larder}:feed 1-* message rubbish",
                "XADD {larder}:feed 1-* message keys",
                "XADD {larder}:feed 1-* other x"
            })
    void whatever_is_done_to_the_stream_is_a_gap_and_not_silence(String deed) {
        Position here = feed().since(Position.NOWHERE).upTo();
        IntStream.range(0, 4).forEach(_ -> feed().publish(List.of(KEY)));
        cli.call(deed.split(" "));
        assertInstanceOf(News.Gap.class, feed().since(here), deed);
        feed().publish(List.of(KEY));
        assertTrue(feed().since(here) instanceof News.Gap, "it stays one for who has not read it");
    }

    @Test
    void an_entry_of_somebody_else_ends_the_feed_and_it_begins_anew() {
        Position here = feed().since(Position.NOWHERE).upTo();
        cli.call("XADD", STREAM, "*", "message", "keys user:1");
        assertThrows(CacheUnavailable.class, () -> feed().since(here));
        assertInstanceOf(News.Gap.class, feed().since(here));
    }

    @Test
    void R9_an_old_dump_gives_no_number_out_twice() {
        Position before = feed().since(Position.NOWHERE).upTo();
        cli.call("SAVE");
        feed().publish(List.of(KEY, new CacheKey("user", "2")));
        Position here = feed().since(before).upTo();
        server.kill();
        server.restart();
        assertEquals("1-" + before.number(), lastOf(cli.call("XINFO", "STREAM", STREAM)), "the dump has it");
        Patience.until("it is published again", this::published);
        assertTrue(
                other.valkey().feed().since(here) instanceof News.Gap, "it has the number of what it never heard of");
    }

    @Test
    void a_full_memory_is_a_gap_and_no_loss() {
        Position here = feed().since(Position.NOWHERE).upTo();
        cli.call("CONFIG", "SET", "maxmemory", "1");
        feed().publish(List.of(KEY));
        Position anew = assertInstanceOf(News.Gap.class, feed().since(here)).upTo();
        feed().publish(List.of(KEY));
        assertInstanceOf(News.Gap.class, feed().since(anew));
        cli.call("CONFIG", "SET", "maxmemory", "0");
        assertInstanceOf(News.Gap.class, feed().since(anew));
    }

    @Test
    void it_keeps_about_two_thousand_messages() {
        feed().publish(List.of(KEY));
        String many = "for i = 1, 4000 do redis.call('XADD', KEYS[1], '1-*', 'message', 'keys user:101') end";
        cli.call("EVAL", many, "1", STREAM);
        feed().publish(List.of(KEY));
        int length = Integer.parseInt(cli.line("XLEN", STREAM));
        assertTrue(length >= ValkeyFeed.KEPT && length < ValkeyFeed.KEPT + 200, () -> "it keeps " + length);
    }

    @Test
    void however_much_is_published_it_takes_few_megabytes() {
        Position here = feed().since(Position.NOWHERE).upTo();
        List<CacheKey> many = IntStream.range(0, 500)
                .mapToObj(id -> new CacheKey("employee", "9".repeat(100) + id))
                .toList();
        List<CacheKey> few = many.subList(0, 8);
        for (int message = 0; message < ValkeyFeed.KEPT + 200; message++) {
            feed().publish(message % 2 == 0 ? many : few);
        }
        long bytes = Long.parseLong(cli.line("MEMORY", "USAGE", STREAM));
        assertTrue(bytes < 3_000_000, () -> "it takes " + bytes);
        assertInstanceOf(News.Gap.class, feed().since(here));
    }

    @Test
    void of_many_keys_only_the_region_that_has_them_is_told_as_a_whole() {
        Position here = feed().since(Position.NOWHERE).upTo();
        List<CacheKey> keys = new ArrayList<>(List.of(KEY));
        IntStream.range(0, 500).forEach(id -> keys.add(new CacheKey("employee", "" + id)));
        feed().publish(keys);
        News.Messages news =
                assertInstanceOf(News.Messages.class, other.valkey().feed().since(here));
        assertEquals(List.of(KEY), news.keys());
        assertEquals(Set.of("employee"), news.clearedRegions());
    }

    @Test
    void a_right_that_the_user_lacks_is_said() {
        cli.call("ACL", "SETUSER", "larder", "on", "nopass", "~*", "&*", "+@all", "-info");
        String url = server.url().replace("//", "//larder:x@");
        try (Valkey valkey = Valkey.open(ValkeyConfig.parse(url).withCallDeadline(Opened.PATIENT))) {
            CacheUnavailable refused =
                    assertThrows(CacheUnavailable.class, () -> valkey.feed().since(Position.NOWHERE));
            assertTrue(String.valueOf(refused.getMessage()).contains("INFO"), refused.getMessage());
            assertNotNull(refused.getCause());
        }
    }

    private boolean published() {
        try {
            feed().publish(List.of(KEY));
            return true;
        } catch (CacheUnavailable _) {
            return false;
        }
    }

    private static String lastOf(List<String> info) {
        return info.get(info.indexOf("last-generated-id") + 1);
    }
}
