package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larder.contracts.Patience;
import larder.devservices.ValkeyServer;
import larder.devservices.proxy.TcpProxy;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.Fill;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.InvalidationFeed.News;
import larder.domain.port.InvalidationFeed.Position;
import larder.domain.port.Lookup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that is made the master without having heard of a removal; {@code one} is the first master, {@code other} its replica. */
@Timeout(60)
final class PromotedReplicaTest {
    private static final String KEY = Opened.KEY.toString();

    private final ValkeyServer one = ValkeyServer.start();
    private final ValkeyServer other = ValkeyServer.start();
    private final TcpProxy between = TcpProxy.inFrontOf(one);
    private final Cli cliOfOne = new Cli(one.port());
    private final Cli cliOfOther = new Cli(other.port());

    @AfterEach
    void close() {
        between.close();
        one.close();
        other.close();
    }

    @Test
    void R9_a_replica_that_is_promoted_without_having_heard_of_a_removal_brings_no_value_back() {
        cliOfOther.call("REPLICAOF", "127.0.0.1", "" + between.port());
        Patience.until("it is linked", () -> cliOfOther.call("ROLE").contains("connected"));
        try (Opened writer = Opened.patient(one.url());
                Valkey opened = Valkey.open(ValkeyConfig.parse(other.url()).withCallDeadline(Opened.PATIENT))) {
            Opened reader = new Opened(opened);
            // It has looked at the replica by then, which was empty.
            assertThrows(CacheUnavailable.class, () -> reader.cache().read(Opened.KEY));
            loseARemoval(writer);
            cliOfOther.call("REPLICAOF", "NO", "ONE");
            reader.awaitUp();
            assertInstanceOf(Lookup.Missing.class, reader.cache().read(Opened.KEY));
            assertFalse(holds(cliOfOther), "it was removed");
        }
    }

    @Test
    void R9_what_was_removed_from_a_master_that_then_stepped_down_is_not_answered_when_it_is_promoted_again() {
        cliOfOther.call("REPLICAOF", "127.0.0.1", "" + between.port());
        try (Opened process = Opened.patient(one.url())) {
            Position here = follow(process, Position.NOWHERE);
            loseARemoval(process);
            cliOfOther.call("REPLICAOF", "NO", "ONE");
            // Only now the first master hears of the other, and takes over what that one holds.
            cliOfOne.call("REPLICAOF", "127.0.0.1", "" + other.port());
            Patience.until("it has the old value", () -> holds(cliOfOne));
            cliOfOne.call("REPLICAOF", "NO", "ONE");
            assertEquals(State.UP, process.state(), "it has noticed nothing yet");
            assertEquals(
                    "1", cliOfOne.line("SCRIPT", "EXISTS", Script.READ.in(0).sha()), "and it is known");
            Position anew = follow(process, here);
            // With those news it is left alone, until it has been looked at again.
            process.awaitUp();
            assertInstanceOf(Lookup.Missing.class, process.cache().read(Opened.KEY));
            assertEquals(Fill.Outcome.STORED, process.store(Opened.KEY, Opened.ARUN));
            assertInstanceOf(News.Messages.class, process.valkey().feed().since(anew));
            assertInstanceOf(Lookup.Found.class, process.cache().read(Opened.KEY), "it is emptied once");
        }
    }

    @Test
    void a_replica_gives_no_news_and_is_left_alone_from_then_on() {
        try (Opened process = Opened.patient(one.url())) {
            process.store(Opened.KEY, Opened.ARUN);
            Position here = follow(process, Position.NOWHERE);
            cliOfOne.call("REPLICAOF", "127.0.0.1", "1");
            assertThrows(CacheUnavailable.class, () -> process.valkey().feed().since(here));
            assertEquals(State.DEGRADED, process.state());
            cliOfOne.call("REPLICAOF", "NO", "ONE");
            process.awaitUp();
        }
    }

    @Test
    void to_get_a_replica_changes_nothing_for_the_master() {
        try (Opened process = Opened.patient(one.url())) {
            process.store(Opened.KEY, Opened.ARUN);
            Position here = follow(process, Position.NOWHERE);
            cliOfOther.call("REPLICAOF", "127.0.0.1", "" + one.port());
            Patience.until("it is linked", () -> holds(cliOfOther));
            assertInstanceOf(News.Messages.class, process.valkey().feed().since(here));
            assertEquals(State.UP, process.state());
        }
    }

    @Test
    void a_feed_that_only_lost_its_stream_is_no_other_server() {
        try (Opened process = Opened.patient(one.url())) {
            Position here = follow(process, Position.NOWHERE);
            cliOfOne.call("FLUSHALL");
            assertInstanceOf(News.Gap.class, process.valkey().feed().since(here));
            assertEquals(State.UP, process.state());
        }
    }

    /** Stores a value on both, and removes it from the first alone. */
    private void loseARemoval(Opened writer) {
        assertEquals(Fill.Outcome.STORED, writer.store(Opened.KEY, Opened.ARUN));
        Patience.until("the replica has it", () -> holds(cliOfOther));
        between.cut();
        writer.invalidate(Opened.KEY);
        assertTrue(holds(cliOfOther), "the replica has not heard of the removal");
    }

    private static Position follow(Opened process, Position from) {
        InvalidationFeed feed = process.valkey().feed();
        return assertInstanceOf(News.Gap.class, feed.since(from)).upTo();
    }

    private static boolean holds(Cli cli) {
        return cli.line("HEXISTS", KEY, "value").equals("1");
    }
}
