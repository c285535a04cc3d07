package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewRepository;
import larder.domain.port.ViewRepository.Application;
import larder.domain.port.ViewRepository.Counted;
import org.junit.jupiter.api.Test;

/** What every {@link ViewRepository} must do. Products 1 and 2 exist, without views when a test begins, and no others. */
public abstract class ViewRepositoryContract {
    private static final ProductId ONE = new ProductId(1);
    private static final ProductId TWO = new ProductId(2);
    private static final ProductId NONE = new ProductId(3);

    private final String epoch = UUID.randomUUID().toString().substring(4);

    /** What is tested. */
    protected abstract ViewRepository repository();

    /** A second repository over the same views, as another process has one; the same one if there can be no second. */
    protected abstract ViewRepository elsewhere();

    @Test
    void views_are_counted_by_product() {
        assertEquals(Optional.of(0L), repository().count(ONE));
        assertEquals(Counted.COUNTED, repository().add(view(ONE)));
        assertEquals(Counted.COUNTED, elsewhere().add(view(ONE)));
        assertEquals(Optional.of(2L), repository().count(ONE));
        assertEquals(Optional.of(0L), elsewhere().count(TWO));
    }

    @Test
    void a_product_that_is_not_there_has_no_views() {
        assertEquals(Counted.NO_SUCH_PRODUCT, repository().add(view(NONE)));
        assertEquals(Counted.NO_SUCH_PRODUCT, repository().add(view(NONE, "key")));
        assertEquals(Optional.empty(), repository().count(NONE));
    }

    @Test
    void a_key_counts_once_for_each_product() {
        assertEquals(Counted.COUNTED, repository().add(view(ONE, "key")));
        assertEquals(Counted.COUNTED_BEFORE, elsewhere().add(view(ONE, "key")));
        assertEquals(Counted.COUNTED, repository().add(view(ONE, "KEY")));
        assertEquals(Counted.COUNTED, repository().add(view(TWO, "key")));
        assertEquals(Optional.of(2L), repository().count(ONE));
        assertEquals(Optional.of(1L), repository().count(TWO));
    }

    @Test
    void of_racing_views_with_one_key_one_counts() {
        List<Counted> outcomes = Crowd.together(20, caller -> at(caller).add(view(ONE, "key")));
        assertEquals(1, Collections.frequency(outcomes, Counted.COUNTED));
        assertEquals(Optional.of(1L), repository().count(ONE));
    }

    @Test
    void no_racing_view_without_a_key_is_lost() {
        Crowd.together(20, caller -> at(caller).add(view(ONE)));
        assertEquals(Optional.of(20L), repository().count(ONE));
    }

    @Test
    void entries_are_counted_once_however_often_they_are_applied() {
        List<BufferedView> entries = entries(1, view(ONE), view(TWO), view(ONE), view(ONE, "key"));
        assertEquals(new Application.Done(4, Set.of()), repository().apply(entries));
        assertEquals(new Application.Done(0, Set.of()), repository().apply(entries));
        assertEquals(new Application.Done(0, Set.of()), elsewhere().apply(entries.subList(1, 2)));
        assertEquals(Optional.of(3L), elsewhere().count(ONE));
        assertEquals(Optional.of(1L), elsewhere().count(TWO));
    }

    @Test
    void of_entries_that_were_applied_in_part_the_rest_counts() {
        List<BufferedView> entries = entries(1, view(ONE), view(ONE), view(ONE));
        repository().apply(entries.subList(0, 2));
        assertEquals(new Application.Done(1, Set.of()), elsewhere().apply(entries));
        assertEquals(Optional.of(3L), repository().count(ONE));
    }

    @Test
    void each_epoch_has_marks_of_its_own() {
        List<BufferedView> later = entries(1_000, view(ONE));
        repository().apply(later);
        BufferedView earlierMark =
                new BufferedView(UUID.randomUUID().toString().substring(4), mark(1), Optional.of(view(ONE)));
        assertEquals(new Application.Done(1, Set.of()), repository().apply(List.of(earlierMark)));
        assertEquals(Optional.of(2L), repository().count(ONE));
    }

    @Test
    void a_key_counts_once_whether_it_came_by_the_buffer_or_not() {
        repository().add(view(ONE, "direct"));
        List<BufferedView> entries =
                entries(1, view(ONE, "direct"), view(ONE, "twice"), view(ONE, "twice"), view(ONE, "before"));
        assertEquals(new Application.Done(2, Set.of()), repository().apply(entries));
        assertEquals(Counted.COUNTED_BEFORE, elsewhere().add(view(ONE, "before")));
        assertEquals(new Application.Done(0, Set.of()), elsewhere().apply(entries(100, view(ONE, "twice"))));
        assertEquals(Optional.of(3L), repository().count(ONE));
    }

    @Test
    void products_that_are_gone_are_named_each_time_and_the_others_count() {
        List<BufferedView> entries = entries(1, view(NONE), view(ONE), view(NONE, "key"));
        assertEquals(new Application.Done(1, Set.of(NONE)), repository().apply(entries));
        assertEquals(new Application.Done(0, Set.of(NONE)), repository().apply(entries));
        assertEquals(Optional.of(1L), repository().count(ONE));
    }

    @Test
    void of_racing_appliers_of_the_same_entries_one_counts() {
        View[] views = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? view(ONE) : view(TWO, "key" + i))
                .toArray(View[]::new);
        List<BufferedView> entries = entries(1, views);
        List<Integer> counted = Crowd.together(8, caller -> {
            int sum = 0;
            for (int turns = 0; turns < 20; turns++) {
                sum += at(caller).apply(entries) instanceof Application.Done done ? done.counted() : 0;
            }
            return sum;
        });
        assertEquals(100, counted.stream().mapToInt(Integer::intValue).sum());
        assertEquals(Optional.of(50L), repository().count(ONE));
        assertEquals(Optional.of(50L), repository().count(TWO));
    }

    @Test
    void a_thousand_entries_of_many_products_are_one_application() {
        View[] views = IntStream.range(0, 1_000)
                .mapToObj(i -> view(i % 2 == 0 ? ONE : TWO, "x".repeat(ViewKey.LONGEST - 4) + (i + 1_000)))
                .toArray(View[]::new);
        assertEquals(new Application.Done(1_000, Set.of()), repository().apply(entries(1, views)));
        assertEquals(Optional.of(500L), repository().count(TWO));
    }

    @Test
    void old_keys_are_forgotten_so_many_at_a_time() {
        List.of("a", "b", "c").forEach(key -> repository().add(view(ONE, key)));
        assertEquals(0, repository().forgetKeys(Duration.ofHours(24), 10));
        Patience.letPass(Duration.ofSeconds(2).plusMillis(100));
        repository().add(view(ONE, "young"));
        assertEquals(2, repository().forgetKeys(Duration.ofSeconds(1), 2));
        assertEquals(1, elsewhere().forgetKeys(Duration.ofSeconds(1), 2));
        assertEquals(0, repository().forgetKeys(Duration.ofSeconds(1), 2));
        assertEquals(Counted.COUNTED_BEFORE, repository().add(view(ONE, "young")));
        assertEquals(Counted.COUNTED, repository().add(view(ONE, "a")));
    }

    @Test
    void an_applier_that_another_is_in_the_way_of_comes_to_its_turn() {
        List<BufferedView> all = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> all.addAll(entries(i * 2 + 1, view(ONE), view(ONE))));
        Crowd.together(4, caller -> {
            for (int from = 0; from < all.size(); from += 10) {
                List<BufferedView> batch = all.subList(0, from + 10);
                Patience.until("a turn", () -> at(caller).apply(batch) instanceof Application.Done);
            }
            return caller;
        });
        assertTrue(
                repository().count(ONE).equals(Optional.of(100L)),
                () -> repository().count(ONE).toString());
    }

    private ViewRepository at(int caller) {
        return caller % 2 == 0 ? repository() : elsewhere();
    }

    private List<BufferedView> entries(int first, View... views) {
        return IntStream.range(0, views.length)
                .mapToObj(i -> new BufferedView(epoch, mark(first + i), Optional.of(views[i])))
                .toList();
    }

    private static String mark(int number) {
        return String.format("%020d-%020d", number / 2, number % 2);
    }

    private static View view(ProductId product) {
        return new View(product, Optional.empty());
    }

    private static View view(ProductId product, String key) {
        return new View(product, Optional.of(new ViewKey(key)));
    }
}
