package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import larder.domain.port.CacheKey;
import larder.domain.port.InvalidationFeed;
import larder.domain.port.InvalidationFeed.News;
import larder.domain.port.InvalidationFeed.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a feed owes its followers: each message, in order, or the word that something is missing. */
@Timeout(60)
public abstract class InvalidationFeedContract {
    private static final CacheKey ONE = new CacheKey("employee", "1");
    private static final CacheKey TWO = new CacheKey("employee", "2");

    /** The feed as one process has it. */
    protected abstract InvalidationFeed feed();

    /** The same feed as another process has it. */
    protected abstract InvalidationFeed otherProcess();

    /** Has the feed lose all that it knows, not through the port. */
    protected abstract void lose();

    /** More messages than a follower is ever told at once. */
    protected abstract int tooMany();

    @Test
    void the_first_news_are_a_gap() {
        assertInstanceOf(News.Gap.class, feed().since(Position.NOWHERE));
    }

    @Test
    void whoever_goes_on_from_a_gap_is_told_what_comes_after_it() {
        Position here = upToDate(feed());
        feed().publish(List.of(ONE));
        assertEquals(List.of(ONE), messages(otherProcess(), here).keys());
    }

    @Test
    void no_news_are_messages_too_and_the_position_stays() {
        Position here = upToDate(feed());
        News.Messages none = messages(feed(), here);
        assertEquals(List.of(), none.keys());
        assertEquals(Set.of(), none.clearedRegions());
        assertEquals(here, none.upTo());
    }

    @Test
    void what_was_published_by_one_process_is_in_the_news_of_each() {
        Position here = upToDate(feed());
        otherProcess().publish(List.of(ONE, TWO));
        feed().publishCleared("product");
        for (InvalidationFeed follower : List.of(feed(), otherProcess())) {
            News.Messages news = messages(follower, here);
            assertEquals(List.of(ONE, TWO), news.keys());
            assertEquals(Set.of("product"), news.clearedRegions());
        }
    }

    @Test
    void each_message_comes_once_and_in_order() {
        Position here = upToDate(feed());
        List<CacheKey> heard = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            feed().publish(List.of(key(2 * round)));
            otherProcess().publish(List.of(key(2 * round + 1)));
            News.Messages news = messages(feed(), here);
            heard.addAll(news.keys());
            here = news.upTo();
        }
        assertEquals(
                IntStream.range(0, 40).mapToObj(InvalidationFeedContract::key).toList(), heard);
    }

    @Test
    void thousands_of_keys_may_be_published_at_once_and_may_be_told_as_their_region() {
        Position here = upToDate(feed());
        List<CacheKey> keys = IntStream.range(0, 3_000)
                .mapToObj(InvalidationFeedContract::key)
                .toList();
        feed().publish(keys);
        News.Messages news = messages(otherProcess(), here);
        assertTrue(news.keys().equals(keys) || news.clearedRegions().equals(Set.of(ONE.region())), news::toString);
    }

    @Test
    void nothing_to_publish_is_no_message() {
        Position here = upToDate(feed());
        feed().publish(List.of());
        assertEquals(here, messages(feed(), here).upTo());
    }

    @Test
    void of_many_that_publish_at_the_same_time_none_is_lost() {
        Position here = upToDate(feed());
        Crowd.together(100, number -> {
            (number % 2 == 0 ? feed() : otherProcess()).publish(List.of(key(number)));
            return number;
        });
        Set<CacheKey> heard = new HashSet<>(messages(feed(), here).keys());
        assertEquals(100, heard.size());
    }

    @Test
    void a_follower_hears_what_was_published_before_it_asked_while_others_go_on() {
        Position[] here = {upToDate(feed())};
        Crowd.together(2, number -> {
            for (int i = 0; i < 200; i++) {
                if (number == 0) {
                    otherProcess().publish(List.of(TWO));
                } else {
                    feed().publish(List.of(key(i)));
                    News.Messages news = messages(feed(), here[0]);
                    assertTrue(news.keys().contains(key(i)), "what it published itself is there at once");
                    here[0] = news.upTo();
                }
            }
            return number;
        });
    }

    @Test
    void a_feed_that_was_lost_is_a_gap() {
        feed().publish(List.of(ONE));
        Position here = upToDate(feed());
        lose();
        Position anew = assertInstanceOf(News.Gap.class, feed().since(here)).upTo();
        assertNotEquals(here.life(), anew.life());
        assertEquals(List.of(), messages(feed(), anew).keys());
    }

    @Test
    void a_feed_that_was_lost_and_has_grown_beyond_a_follower_is_a_gap() {
        feed().publish(List.of(ONE));
        Position here = upToDate(feed());
        lose();
        IntStream.range(0, (int) here.number() + 3).forEach(i -> otherProcess().publish(List.of(key(i))));
        assertInstanceOf(News.Gap.class, feed().since(here));
    }

    @Test
    void a_follower_that_missed_too_much_is_told_of_a_gap() {
        Position here = upToDate(feed());
        IntStream.range(0, tooMany()).forEach(i -> feed().publish(List.of(ONE)));
        Position anew = assertInstanceOf(News.Gap.class, feed().since(here)).upTo();
        feed().publish(List.of(TWO));
        assertEquals(List.of(TWO), messages(feed(), anew).keys());
    }

    @Test
    void a_position_that_was_never_reached_is_a_gap() {
        Position here = upToDate(feed());
        assertInstanceOf(News.Gap.class, feed().since(new Position(here.life(), here.number() + 1)));
        assertInstanceOf(News.Gap.class, feed().since(new Position("another", here.number())));
    }

    private static Position upToDate(InvalidationFeed feed) {
        return feed.since(Position.NOWHERE).upTo();
    }

    private static News.Messages messages(InvalidationFeed feed, Position from) {
        return assertInstanceOf(News.Messages.class, feed.since(from));
    }

    private static CacheKey key(int id) {
        return new CacheKey("employee", Integer.toString(id));
    }
}
