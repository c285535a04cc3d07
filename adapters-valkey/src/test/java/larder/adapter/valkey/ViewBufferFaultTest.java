package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import larder.contracts.Actor;
import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewBuffer.Appended;
import larder.domain.port.ViewBufferUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of views that wait when their server breaks, forgets or is tampered with. */
final class ViewBufferFaultTest {
    private static final int ROOM = 1_000;

    private final ValkeyServer server = ValkeyServer.start("--appendonly", "yes", "--appendfsync", "always");
    private final Cli cli = new Cli(server.port());
    private final TcpProxy proxy = TcpProxy.inFrontOf(server);
    private final Grumbler grumbler = new Grumbler(server.port());

    @AfterEach
    void close() {
        grumbler.close();
        proxy.close();
        server.close();
    }

    @Test
    void what_was_taken_waits_after_a_kill_and_what_comes_then_is_of_another_epoch() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            taken(opened, 1);
            server.kill();
            server.restart();
            Patience.until("it takes again", () -> tried(opened) == Appended.TAKEN);
            assertEquals(List.of(1, 2), products(opened.views()));
            assertNotEquals(epoch(opened.views(), 0), epoch(opened.views(), 1));
        }
    }

    @Test
    void a_stream_that_was_lost_begins_another_epoch() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            for (String[] loss : new String[][] {{"FLUSHALL"}, {"DEL", "{views}"}, {"DEL", "{views}:epoch"}}) {
                cli.call("FLUSHALL");
                taken(opened, 1);
                String before = epoch(opened.views(), 0);
                cli.call(loss);
                taken(opened, 2);
                List<BufferedView> entries = opened.views().oldest(10).oldest();
                assertNotEquals(before, entries.getLast().epoch(), String.join(" ", loss));
            }
        }
    }

    @Test
    void an_emptied_stream_keeps_its_epoch() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            taken(opened, 1);
            List<BufferedView> first = opened.views().oldest(1).oldest();
            opened.views().remove(first);
            taken(opened, 2);
            assertEquals(first.getFirst().epoch(), epoch(opened.views(), 0));
        }
    }

    @Test
    void a_group_that_was_destroyed_is_made_again_and_nothing_is_left_out() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            IntStream.range(1, 6).forEach(product -> taken(opened, product));
            assertEquals(2, opened.views().oldest(2).oldest().size());
            cli.call("XGROUP", "DESTROY", "{views}", "appliers");
            assertEquals(List.of(1, 2, 3, 4, 5), products(opened.views()));
        }
    }

    @Test
    void entries_that_an_operator_deleted_are_not_waited_for() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            IntStream.range(1, 4).forEach(product -> taken(opened, product));
            assertEquals(3, opened.views().oldest(10).oldest().size());
            cli.call("XTRIM", "{views}", "MAXLEN", "1");
            assertEquals(List.of(3), products(opened.views()));
            assertEquals("1", cli.line("XPENDING", "{views}", "appliers"), "how many are pending");
        }
    }

    @Test
    void what_cannot_be_read_is_set_aside_and_kept_for_an_operator_within_a_bound() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            taken(opened, 1);
            String epoch = epoch(opened.views(), 0);
            cli.call("XADD", "{views}", "*", "rubbish", "x");
            cli.call("XADD", "{views}", "*", "epoch", "short", "product", "1", "key", "");
            cli.call("XADD", "{views}", "*", "epoch", epoch, "product", "none", "key", "");
            cli.call("XADD", "{views}", "*", "epoch", epoch, "product", "0", "key", "");
            cli.call("XADD", "{views}", "*", "epoch", epoch, "product", "1", "key", "a b");
            taken(opened, 2);
            List<BufferedView> unreadable = opened.views().oldest(10).oldest().stream()
                    .filter(entry -> entry.view().isEmpty())
                    .toList();
            assertEquals(5, unreadable.size());
            opened.views().setAside(unreadable);
            assertEquals(List.of(1, 2), products(opened.views()));
            assertEquals("5", cli.line("XLEN", "{views}:aside"));
            assertTrue(cli.call("XRANGE", "{views}:aside", "-", "+").contains("rubbish"));
            cli.call("EVAL", "for i=1,1500 do redis.call('XADD', KEYS[1], '*', 'rubbish', i) end", "1", "{views}");
            opened.views().setAside(opened.views().oldest(1_000).oldest().subList(2, 1_000));
            assertEquals("1000", cli.line("XLEN", "{views}:aside"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-OOM command not allowed when used memory > 'maxmemory'.",
                "-READONLY You can't write against a read only replica.",
                "-LOADING Valkey is loading the dataset in memory",
                "-MISCONF Errors writing to the AOF file: No space left on device",
                "-NOPERM User default has no permissions to access one of the keys used as arguments",
                "-CLUSTERDOWN Hash slot not served",
                "-ERR whatever"
            })
    void a_no_of_the_server_is_certain(String no) {
        try (Opened opened = Opened.at(grumbler.url(), ROOM)) {
            grumbler.answer(no);
            assertEquals(Appended.REFUSED, opened.views().append(view(1)));
            grumbler.answer("");
            assertEquals("0", cli.line("XLEN", "{views}"));
        }
    }

    @Test
    void a_server_that_is_full_or_has_something_else_there_refuses() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            cli.call("SET", "{views}", "something else");
            assertEquals(Appended.REFUSED, opened.views().append(view(1)));
            cli.call("DEL", "{views}");
            cli.call("CONFIG", "SET", "maxmemory", "1");
            assertEquals(Appended.REFUSED, opened.views().append(view(1)));
            cli.call("CONFIG", "SET", "maxmemory", "0");
            taken(opened, 1);
            assertEquals(List.of(1), products(opened.views()));
        }
    }

    @Test
    void what_waits_can_be_counted_and_removed_while_the_memory_is_full() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            taken(opened, 1);
            cli.call("CONFIG", "SET", "maxmemory", "1");
            opened.views().remove(opened.views().oldest(10).oldest());
            assertEquals("0", cli.line("XLEN", "{views}"));
        }
    }

    @Test
    void a_server_that_is_away_refuses_once_it_is_known_and_nothing_waits_twice() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            taken(opened, 1);
            server.kill();
            Patience.until("it is left alone", () -> tried(opened) == Appended.REFUSED);
            server.restart();
            opened.awaitUp();
            assertEquals(List.of(1), products(opened.views()));
        }
    }

    @Test
    void an_append_without_an_answer_is_in_doubt_and_may_be_there_later() {
        try (Opened opened = Opened.at(server.url(), ROOM)) {
            taken(opened, 1);
            server.pause();
            assertThrows(ViewBufferUnavailable.class, () -> opened.views().append(view(2)));
            server.resume();
            opened.awaitUp();
            Patience.until(
                    "it is there after all", () -> cli.line("XLEN", "{views}").equals("2"));
        }
    }

    @Test
    void an_append_whose_connection_breaks_before_the_answer_is_in_doubt() {
        try (Opened opened = Opened.at(proxy.url(), ROOM);
                Actor sender = new Actor("sender")) {
            taken(opened, 1);
            server.pause();
            Future<Boolean> doubt = sender.beginsToWait(() -> inDoubt(opened));
            // Long enough for the append to be on its way, and shorter than its bound.
            Patience.letPass(Duration.ofMillis(200));
            proxy.cut();
            assertTrue(Actor.outcome(doubt));
            server.resume();
            Patience.until(
                    "it is there after all", () -> cli.line("XLEN", "{views}").equals("2"));
        }
    }

    private static boolean inDoubt(Opened opened) {
        try {
            opened.views().append(view(2));
            return false;
        } catch (ViewBufferUnavailable _) {
            return true;
        }
    }

    /** What became of it; full if nobody knows, which is no outcome of these tests. */
    private static Appended tried(Opened opened) {
        try {
            return opened.views().append(view(2));
        } catch (ViewBufferUnavailable _) {
            return Appended.FULL;
        }
    }

    private static void taken(Opened opened, int product) {
        assertEquals(Appended.TAKEN, opened.views().append(view(product)));
    }

    private static String epoch(ViewBuffer buffer, int index) {
        return buffer.oldest(10).oldest().get(index).epoch();
    }

    private static List<Integer> products(ViewBuffer buffer) {
        return buffer.oldest(1_000).oldest().stream()
                .map(entry -> entry.view().orElseThrow().product().value())
                .toList();
    }

    private static View view(int product) {
        return new View(new ProductId(product), Optional.empty());
    }
}
