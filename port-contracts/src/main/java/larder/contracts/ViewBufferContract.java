package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;
import larder.domain.port.BufferedView;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewBuffer.Appended;
import org.junit.jupiter.api.Test;

/** What every {@link ViewBuffer} must do. */
public abstract class ViewBufferContract {
    /** How many views may wait in the buffer that is tested. */
    public static final int BOUND = 25;

    /** What is tested: empty when a test begins, with room for {@link #BOUND} views. */
    protected abstract ViewBuffer buffer();

    /** The same buffer, as another process has it. */
    protected abstract ViewBuffer elsewhere();

    @Test
    void what_was_taken_waits_in_the_order_of_the_appends_for_every_process() {
        List<View> views =
                List.of(view(1), view(2, "key!~"), view(1), view(Integer.MAX_VALUE, "x".repeat(ViewKey.LONGEST)));
        views.forEach(view -> assertEquals(Appended.TAKEN, buffer().append(view)));
        assertEquals(views, waiting(elsewhere()));
        assertEquals(views, waiting(buffer()), "the same again");
        assertEquals(4, buffer().oldest(10).length());
    }

    @Test
    void nothing_waits_in_an_empty_buffer() {
        assertEquals(ViewBuffer.Backlog.NONE, buffer().oldest(10));
    }

    @Test
    void marks_of_an_epoch_are_in_order() {
        IntStream.range(1, BOUND).forEach(product -> append(view(product)));
        List<BufferedView> entries = buffer().oldest(BOUND).oldest();
        assertEquals(1, entries.stream().map(BufferedView::epoch).distinct().count());
        for (int i = 1; i < entries.size(); i++) {
            assertTrue(entries.get(i - 1).mark().compareTo(entries.get(i).mark()) < 0, entries::toString);
        }
        assertTrue(entries.stream()
                .allMatch(entry -> entry.mark().length() <= 41 && entry.epoch().length() <= 32));
    }

    @Test
    void the_oldest_are_answered_first_whoever_read_before() {
        IntStream.range(1, 11).forEach(product -> append(view(product)));
        assertEquals(5, elsewhere().oldest(5).oldest().size());
        assertEquals(List.of(view(1), view(2), view(3)), waiting(buffer().oldest(3)));
        assertEquals(10, buffer().oldest(1).length());
        buffer().remove(buffer().oldest(3).oldest());
        append(view(11));
        assertEquals(IntStream.range(4, 12).mapToObj(ViewBufferContract::view).toList(), waiting(elsewhere()));
    }

    @Test
    void what_was_removed_does_not_come_back() {
        append(view(1));
        append(view(2));
        List<BufferedView> both = buffer().oldest(2).oldest();
        buffer().remove(both.subList(0, 1));
        elsewhere().remove(both);
        buffer().remove(both);
        buffer().setAside(both);
        buffer().remove(List.of());
        assertEquals(0, buffer().oldest(10).length());
        append(view(3));
        assertEquals(List.of(view(3)), waiting(elsewhere()));
    }

    @Test
    void what_was_set_aside_is_not_in_the_way() {
        append(view(1));
        append(view(2));
        buffer().setAside(buffer().oldest(1).oldest());
        assertEquals(List.of(view(2)), waiting(buffer()));
        assertEquals(1, elsewhere().oldest(10).length());
    }

    @Test
    void racing_appends_stop_at_the_bound_and_none_is_lost_or_doubled() {
        List<Appended> outcomes = Crowd.together(
                2 * BOUND, caller -> (caller % 2 == 0 ? buffer() : elsewhere()).append(view(caller + 1)));
        assertEquals(BOUND, Collections.frequency(outcomes, Appended.TAKEN));
        assertEquals(BOUND, Collections.frequency(outcomes, Appended.FULL));
        List<Integer> taken = IntStream.range(0, outcomes.size())
                .filter(caller -> outcomes.get(caller) == Appended.TAKEN)
                .mapToObj(caller -> caller + 1)
                .toList();
        assertEquals(
                taken,
                waiting(buffer()).stream()
                        .map(view -> view.product().value())
                        .sorted()
                        .toList());
    }

    @Test
    void a_full_buffer_takes_again_when_there_is_room() {
        IntStream.range(0, BOUND).forEach(_ -> append(view(1)));
        assertEquals(Appended.FULL, elsewhere().append(view(2)));
        buffer().remove(buffer().oldest(1).oldest());
        assertEquals(Appended.TAKEN, elsewhere().append(view(3)));
    }

    private void append(View view) {
        assertEquals(Appended.TAKEN, buffer().append(view));
    }

    private static List<View> waiting(ViewBuffer buffer) {
        return waiting(buffer.oldest(1_000));
    }

    private static List<View> waiting(ViewBuffer.Backlog backlog) {
        return backlog.oldest().stream()
                .map(entry -> entry.view().orElseThrow())
                .toList();
    }

    private static View view(int product) {
        return new View(new ProductId(product), Optional.empty());
    }

    private static View view(int product, String key) {
        return new View(new ProductId(product), Optional.of(new ViewKey(key)));
    }
}
