package larder.contracts;

import static java.util.Objects.requireNonNull;
import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.IN_DOUBT;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static larder.application.readthrough.Provenance.Source.NEAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import larder.application.freshness.Freshness;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Provenance;
import larder.domain.port.CacheEvent;
import larder.domain.port.InvalidationFeed.News;
import larder.domain.port.InvalidationFeed.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What copies inside processes must come to, on any cache and any feed: never older than their bound. */
@Timeout(60)
public abstract class NearContract implements NearFixture, NearRaces {
    @Test
    void what_the_cache_answered_once_is_answered_by_the_process_itself() {
        NearPeer peer = peer(0);
        peer.follow();
        database().put("1", "a");
        peer.answers("1", "a", LOADED_STORED);
        peer.answers("1", "a", HIT);
        int asked = peer.steps().calls(CacheStep.READ);
        peer.answers("1", "a", NEAR);
        peer.answers("1", "a", NEAR);
        assertEquals(asked, peer.steps().calls(CacheStep.READ));
        assertEquals(2, peer.stats().of(CacheEvent.HIT_NEAR));
    }

    @Test
    void an_absence_is_copied_too_and_ends_with_the_insert() {
        NearPeer reader = peer(0);
        reader.follow();
        reader.copies("1", Peer.ABSENT);
        database().put("1", "there");
        peer(1).invalidate("1");
        reader.follow();
        assertEquals("there", reader.get("1"));
    }

    @Test
    void no_copy_is_answered_before_the_first_news() {
        NearPeer peer = peer(0);
        database().put("1", "a");
        peer.answers("1", "a", LOADED_STORED);
        peer.answers("1", "a", HIT);
        peer.answers("1", "a", HIT);
        assertFalse(peer.near().isSure());
    }

    @Test
    void copies_are_off_when_the_bound_is_over_and_on_again_with_the_next_news() {
        NearPeer peer = peer(0);
        peer.follow();
        database().put("1", "a");
        peer.copies("1", "a");
        peer.ticker().advance(NearPeer.BOUND.minusNanos(1));
        peer.answers("1", "a", NEAR);
        peer.ticker().advance(Duration.ofNanos(1));
        assertFalse(peer.near().isSure());
        peer.answers("1", "a", HIT);
        peer.follow();
        peer.answers("1", "a", NEAR);
    }

    @Test
    void a_copy_ends_with_the_time_of_its_entry() {
        NearPeer peer = peer(0);
        peer.follow();
        database().put("1", "a");
        peer.copies("1", "a");
        peer.ticker().advance(Duration.ofSeconds(59));
        peer.follow();
        Provenance last = peer.reads().get("1").provenance();
        assertEquals(NEAR, last.source());
        assertTrue(last.freshFor().compareTo(Duration.ofSeconds(1)) <= 0, () -> "it is fresh for " + last.freshFor());
        assertTrue(last.age().compareTo(Duration.ofSeconds(59)) >= 0, () -> "it is " + last.age() + " old");
        peer.ticker().advance(Duration.ofSeconds(1));
        peer.follow();
        assertNotEquals(NEAR, peer.reads().get("1").provenance().source());
    }

    @Test
    void a_writer_reads_its_own_write_at_once_and_others_with_the_next_news() {
        NearPeer writer = peer(0);
        NearPeer other = peer(1);
        database().put("1", "old");
        List.of(writer, other).forEach(NearPeer::follow);
        writer.copies("1", "old");
        other.copies("1", "old");
        database().put("1", "new");
        writer.invalidate("1");
        assertEquals("new", writer.get("1"));
        other.follow();
        assertEquals("new", other.get("1"));
    }

    @Test
    void what_is_written_through_replaces_the_copies() {
        NearPeer writer = peer(0);
        NearPeer other = peer(1);
        database().put("1", "old");
        List.of(writer, other).forEach(NearPeer::follow);
        writer.copies("1", "old");
        other.copies("1", "old");
        writer.reads().writeThrough("1", () -> Optional.of(database().put("1", "new")));
        writer.answers("1", "new", HIT);
        other.follow();
        other.answers("1", "new", HIT);
    }

    @Test
    void an_operators_removal_reaches_every_copy() {
        NearPeer operator = peer(0);
        NearPeer other = peer(1);
        List.of(operator, other).forEach(NearPeer::follow);
        database().put("1", "old");
        operator.copies("1", "old");
        other.copies("1", "old");
        database().put("1", "new");
        operator.caching().regions().find("thing").orElseThrow().forget("1");
        other.follow();
        assertEquals("new", operator.get("1"));
        assertEquals("new", other.get("1"));
    }

    @Test
    void several_are_answered_from_copies_and_only_the_rest_is_asked_for() {
        NearPeer peer = peer(0);
        peer.follow();
        List.of("1", "2", "3").forEach(id -> database().put(id, "v" + id));
        peer.copies("1", "v1");
        Map<String, Answer<String>> first = peer.reads().getAll(List.of("1", "2", "3"));
        assertEquals(NEAR, requireNonNull(first.get("1")).provenance().source());
        assertEquals(LOADED_STORED, requireNonNull(first.get("2")).provenance().source());
        peer.reads().getAll(List.of("1", "2", "3"));
        int asked = peer.steps().calls(CacheStep.READ);
        peer.reads()
                .getAll(List.of("1", "2", "3"))
                .forEach((id, answer) -> assertEquals(NEAR, answer.provenance().source(), id));
        assertEquals(asked, peer.steps().calls(CacheStep.READ));
    }

    @Test
    void a_thousand_fills_are_no_message_and_a_write_is_one() {
        NearPeer peer = peer(0);
        Position before = feed(0).since(Position.NOWHERE).upTo();
        IntStream.range(0, 1_000).forEach(id -> database().put("" + id, "v"));
        peer.reads().getAll(IntStream.range(0, 1_000).mapToObj(id -> "" + id).toList());
        assertEquals(1_000, peer.stats().of(CacheEvent.FILL_STORED));
        assertEquals(before, feed(0).since(before).upTo());
        peer.invalidate("1");
        assertEquals(before.number() + 1, feed(0).since(before).upTo().number());
    }

    @Test
    void a_gap_in_the_news_drops_every_copy_and_is_counted() {
        NearPeer peer = peer(0);
        peer.follow();
        database().put("1", "a");
        peer.copies("1", "a");
        lose();
        assertEquals(0, peer.stats().of(CacheEvent.NEAR_OFF));
        peer.follow();
        assertEquals(1, peer.stats().of(CacheEvent.NEAR_OFF));
        assertEquals(0, peer.store().size());
        assertNotEquals(NEAR, peer.reads().get("1").provenance().source());
    }

    @Test
    void a_write_that_cannot_be_published_is_in_doubt() {
        NearPeer writer = peer(0);
        writer.follow();
        database().put("1", "a");
        writer.feed().fail();
        writer.invalidate("1");
        assertEquals(1, writer.stats().of(CacheEvent.INVALIDATION_LOST));
        writer.reads().writeThrough("1", () -> Optional.of(database().put("1", "b")));
        assertEquals(2, writer.stats().of(CacheEvent.INVALIDATION_LOST));
    }

    @Test
    void while_the_cache_is_in_doubt_no_copy_is_answered() {
        FakeTicker ticker = new FakeTicker();
        NearPeer peer = NearPeer.of(cache(0), loadLock(0), feed(0), database(), ticker, Freshness.watched(ticker));
        peer.follow();
        database().put("1", "a");
        peer.answers("1", "a", IN_DOUBT);
        peer.answers("1", "a", IN_DOUBT);
        assertEquals(0, peer.store().size());
    }

    @Test
    void the_bound_of_a_copy_goes_back_to_what_was_proven_when_the_news_were_asked_for() {
        NearPeer peer = peer(0);
        peer.follow();
        database().put("1", "a");
        peer.copies("1", "a");
        peer.ticker().advance(Duration.ofSeconds(30));
        long proven = peer.ticker().nanos();
        peer.proven().set(OptionalLong.of(proven));
        peer.ticker().advance(Duration.ofMillis(40));
        peer.follow();
        peer.proven().set(OptionalLong.of(peer.ticker().nanos()));
        peer.ticker().advance(Duration.ofMillis(60));
        Provenance near = peer.reads().get("1").provenance();
        assertEquals(NEAR, near.source());
        assertEquals(Duration.ofMillis(100), near.bound());
    }

    @Test
    void a_pause_in_which_copies_were_off_is_counted_though_the_next_question_is_answered() {
        NearPeer peer = peer(0);
        peer.follow();
        peer.ticker().advance(NearPeer.BOUND);
        peer.follow();
        assertEquals(1, peer.stats().of(CacheEvent.NEAR_OFF));
    }

    @Test
    void the_clearing_of_a_region_without_copies_leaves_those_of_others() {
        NearPeer peer = peer(0);
        peer.follow();
        database().put("1", "a");
        peer.copies("1", "a");
        peer.caching().forgetting().clear("user");
        peer.answers("1", "a", NEAR);
    }

    @Test
    void news_of_a_region_without_copies_are_not_published() {
        NearPeer peer = peer(0);
        News.Messages none =
                (News.Messages) feed(0).since(feed(0).since(Position.NOWHERE).upTo());
        peer.caching().forgetting().clear("user");
        assertEquals(none.upTo(), feed(0).since(none.upTo()).upTo());
    }
}
