package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import larder.adapter.memory.ShelfViewBuffer.Mood;
import larder.application.catalogue.ViewApplier;
import larder.application.catalogue.Views;
import larder.application.catalogue.Views.Outcome;
import larder.application.readthrough.LoadLimit;
import larder.application.readthrough.Overloaded;
import larder.contracts.Actor;
import larder.contracts.Gate;
import larder.contracts.Patience;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.ViewEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Views by write-behind, over a buffer and a repository in memory. */
final class ViewsTest {
    private static final ProductId ONE = OneProduct.ID;
    private static final ProductId NONE = new ProductId(3);
    private final RuntimeException away = new RepositoryUnavailable("away", new IllegalStateException("away"));

    private final Set<ProductId> existing = ConcurrentHashMap.newKeySet();
    private final BreakableViews repository = new BreakableViews(InMemory.views(existing::contains, System::nanoTime));
    private final ShelfViewBuffer buffer = new ShelfViewBuffer();
    private final RecordingViewStats stats = new RecordingViewStats();
    private final ViewApplier applier = new ViewApplier(
            buffer,
            repository,
            stats,
            System::nanoTime,
            task -> Thread.ofVirtual().start(task));
    private final Views views = new Views(
            OneProduct.catalogue(), repository, buffer, new LoadLimit(1, Duration.ofMillis(20)), stats, applier::ring);

    ViewsTest() {
        existing.add(ONE);
    }

    @AfterEach
    void close() {
        applier.close();
    }

    @Test
    void a_view_waits_in_the_buffer_and_is_counted_from_there() {
        assertEquals(Outcome.ACCEPTED, views.add(view()));
        assertEquals(Optional.of(0L), views.count(ONE));
        applier.start();
        counted(1);
        Patience.until("it is removed", () -> buffer.waiting() == 0);
        assertEquals(1, stats.of(ViewEvent.BUFFERED));
        assertEquals(1, stats.of(ViewEvent.APPLIED));
        assertEquals(0, stats.of(ViewEvent.DIRECT));
    }

    @Test
    void a_view_of_nothing_is_not_taken() {
        assertEquals(Outcome.NO_SUCH_PRODUCT, views.add(new View(NONE, Optional.empty())));
        assertEquals(0, buffer.waiting());
    }

    @Test
    void a_full_buffer_turns_views_away_with_a_key_or_without() {
        buffer.be(Mood.FULL);
        assertEquals(Outcome.TURNED_AWAY, views.add(view()));
        assertEquals(Outcome.TURNED_AWAY, views.add(view("key")));
        assertEquals(Optional.of(0L), views.count(ONE));
        assertEquals(2, stats.of(ViewEvent.TURNED_AWAY));
    }

    @Test
    void what_the_buffer_refused_is_counted_at_once() {
        buffer.be(Mood.REFUSES);
        assertEquals(Outcome.ACCEPTED, views.add(view()));
        assertEquals(Outcome.ACCEPTED, views.add(view("key")));
        assertEquals(Outcome.ACCEPTED, views.add(view("key")), "a second time, which does not count");
        assertEquals(Optional.of(2L), views.count(ONE));
        assertEquals(3, stats.of(ViewEvent.DIRECT));
    }

    @Test
    void in_doubt_a_view_without_a_key_is_not_sent_elsewhere() {
        buffer.be(Mood.SILENT);
        assertEquals(Outcome.IN_DOUBT, views.add(view()));
        assertEquals(Optional.of(0L), views.count(ONE));
        buffer.be(Mood.WELL);
        applier.start();
        counted(1);
        assertEquals(1, stats.of(ViewEvent.IN_DOUBT));
    }

    @Test
    void in_doubt_a_view_with_a_key_counts_at_once_and_only_once() {
        buffer.be(Mood.SILENT);
        assertEquals(Outcome.ACCEPTED, views.add(view("key")));
        assertEquals(Optional.of(1L), views.count(ONE));
        buffer.be(Mood.WELL);
        applier.start();
        Patience.until("the buffer's copy is dealt with", () -> buffer.waiting() == 0);
        assertEquals(Optional.of(1L), views.count(ONE));
    }

    @Test
    void too_many_direct_views_are_shed_so_that_others_find_a_connection() {
        buffer.be(Mood.REFUSES);
        Gate held = new Gate("the database is busy");
        try (Actor first = new Actor("first")) {
            repository.hold(held);
            Future<Outcome> begun = first.begins(() -> views.add(view()));
            held.awaitArrivals(1);
            assertThrows(Overloaded.class, () -> views.add(view()));
            held.open();
            assertEquals(Outcome.ACCEPTED, Actor.outcome(begun));
            assertEquals(Optional.of(1L), views.count(ONE));
        }
    }

    @Test
    void a_database_that_is_away_is_waited_for_and_nothing_is_set_aside() {
        IntStream.range(0, 10).forEach(_ -> views.add(view()));
        repository.failWith(away);
        applier.start();
        Patience.until("it was tried", () -> stats.stuck() >= 2);
        assertEquals(10, buffer.waiting());
        repository.mend();
        counted(10);
        assertEquals(0, buffer.aside());
    }

    @Test
    void something_unexpected_does_not_end_the_applier() {
        views.add(view());
        repository.failWith(new IllegalStateException("a mistake"));
        applier.start();
        Patience.until("it was tried", () -> stats.stuck() >= 1);
        repository.mend();
        counted(1);
    }

    @Test
    void a_removal_that_is_lost_after_the_commit_counts_nothing_twice() {
        IntStream.range(0, 10).forEach(_ -> views.add(view()));
        buffer.be(Mood.KEEPS_ALL);
        applier.start();
        counted(10);
        Patience.until("it was tried again", () -> stats.stuck() >= 2);
        views.add(view());
        buffer.be(Mood.WELL);
        Patience.until("all are removed", () -> buffer.waiting() == 0);
        assertEquals(Optional.of(11L), views.count(ONE));
        assertEquals(11, stats.of(ViewEvent.APPLIED));
    }

    @Test
    void what_cannot_be_read_and_products_that_are_gone_are_set_aside_and_hold_up_nobody() {
        existing.add(NONE);
        buffer.put(Optional.empty());
        views.add(view());
        buffer.put(Optional.of(new View(NONE, Optional.of(new ViewKey("key")))));
        existing.remove(NONE);
        views.add(view());
        applier.start();
        counted(2);
        Patience.until("two are set aside", () -> buffer.aside() == 2 && buffer.waiting() == 0);
        assertEquals(2, stats.of(ViewEvent.SET_ASIDE));
    }

    @Test
    void closing_counts_what_waits_even_more_than_one_batch() {
        applier.start();
        repository.failWith(away);
        IntStream.range(0, 2_500).forEach(_ -> views.add(view()));
        Patience.until("it is stuck", () -> stats.stuck() >= 1);
        repository.mend();
        applier.close();
        assertEquals(0, buffer.waiting());
        assertEquals(Optional.of(2_500L), views.count(ONE));
    }

    @Test
    void closing_has_an_end_when_the_database_is_away_and_what_waits_stays() {
        repository.failWith(away);
        views.add(view());
        applier.start();
        assertTimeoutPreemptively(Duration.ofSeconds(8), applier::close);
        assertEquals(1, buffer.waiting());
    }

    private void counted(long expected) {
        Patience.until(expected + " are counted", () -> views.count(ONE).equals(Optional.of(expected)));
    }

    private static View view() {
        return new View(ONE, Optional.empty());
    }

    private static View view(String key) {
        return new View(ONE, Optional.of(new ViewKey(key)));
    }
}
