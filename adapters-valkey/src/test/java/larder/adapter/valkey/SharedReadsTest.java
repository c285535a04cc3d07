package larder.adapter.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import larder.domain.port.CacheKey;
import larder.domain.port.Lookup;
import org.junit.jupiter.api.Test;

/** When a round trip is sent, for whom, and that nobody is answered by one that was sent before it asked. */
final class SharedReadsTest {
    private static final CacheKey ONE = new CacheKey("user", "1");
    private static final CacheKey TWO = new CacheKey("user", "2");

    private final List<Trip> trips = new ArrayList<>();
    private final SharedReads reads = new SharedReads(keys -> {
        Trip trip = new Trip(keys, new CompletableFuture<>());
        trips.add(trip);
        return trip.answer();
    });

    @Test
    void a_lone_reader_is_sent_at_once() {
        CompletableFuture<Supplier<Lookup>> reader = reads.read(ONE);
        assertEquals(List.of(ONE), trips.getFirst().keys());
        trips.getFirst().answers("a");
        assertEquals("a", saidTo(reader));
    }

    @Test
    void a_reader_is_never_answered_by_a_round_trip_that_was_sent_before_it_asked() {
        CompletableFuture<Supplier<Lookup>> early = reads.read(ONE);
        CompletableFuture<Supplier<Lookup>> late = reads.read(ONE);
        trips.getFirst().answers("old");
        assertEquals("old", saidTo(early));
        assertFalse(late.isDone());
        trips.get(1).answers("new");
        assertEquals("new", saidTo(late));
    }

    @Test
    void those_that_come_meanwhile_share_the_next_one_and_a_key_is_asked_once() {
        CompletableFuture<Supplier<Lookup>> first = reads.read(TWO);
        List<CompletableFuture<Supplier<Lookup>>> ones =
                IntStream.range(0, 10).mapToObj(_ -> reads.read(ONE)).toList();
        CompletableFuture<Supplier<Lookup>> two = reads.read(TWO);
        assertEquals(1, trips.size());
        trips.getFirst().answers("first");
        assertEquals(List.of(ONE, TWO), trips.get(1).keys());
        trips.get(1).answers("1", "2");
        assertEquals("first", saidTo(first));
        assertTrue(ones.stream().allMatch(one -> saidTo(one).equals("1")));
        assertEquals("2", saidTo(two));
        assertEquals(2, trips.size());
    }

    @Test
    void a_round_trip_has_at_most_64_keys() {
        CompletableFuture<Supplier<Lookup>> _ = reads.read(ONE);
        for (int i = 0; i < 100; i++) {
            CompletableFuture<Supplier<Lookup>> _ = reads.read(new CacheKey("user", "many-" + i));
        }
        trips.getFirst().answers("a");
        assertEquals(64, trips.get(1).keys().size());
        trips.get(1).fails();
        assertEquals(36, trips.get(2).keys().size());
    }

    @Test
    void who_gave_up_waiting_is_not_asked_for() {
        CompletableFuture<Supplier<Lookup>> _ = reads.read(ONE);
        reads.read(TWO).cancel(true);
        trips.getFirst().answers("a");
        assertEquals(1, trips.size());
    }

    @Test
    void a_round_trip_that_fails_fails_its_readers_and_not_the_next_ones() {
        CompletableFuture<Supplier<Lookup>> failing = reads.read(ONE);
        CompletableFuture<Supplier<Lookup>> next = reads.read(ONE);
        trips.getFirst().fails();
        assertThrows(CompletionException.class, failing::join);
        trips.get(1).answers("a");
        assertEquals("a", saidTo(next));
    }

    @Test
    void a_round_trip_that_answers_too_little_or_never_fails_its_readers() {
        CompletableFuture<Supplier<Lookup>> little = reads.read(ONE);
        trips.getFirst().answers();
        assertThrows(CompletionException.class, little::join);
        CompletableFuture<Supplier<Lookup>> never = reads.read(ONE);
        assertThrows(CompletionException.class, never::join);
        CompletableFuture<Supplier<Lookup>> next = reads.read(ONE);
        trips.getLast().answers("a");
        assertEquals("a", saidTo(next));
    }

    @Test
    void one_that_cannot_be_sent_fails_its_readers() {
        SharedReads broken = new SharedReads(_ -> {
            throw new IllegalStateException("shut down");
        });
        assertThrows(CompletionException.class, () -> broken.read(ONE).join());
        assertThrows(CompletionException.class, () -> broken.read(ONE).join());
    }

    private static String saidTo(CompletableFuture<Supplier<Lookup>> reader) {
        assertTrue(reader.isDone());
        return reader.join().get() instanceof Lookup.Unreadable said ? said.reason() : "";
    }

    private record Trip(List<CacheKey> keys, CompletableFuture<List<Supplier<Lookup>>> answer) {
        void answers(String... said) {
            answer.complete(List.of(said).stream()
                    .<Supplier<Lookup>>map(one -> () -> new Lookup.Unreadable(one))
                    .toList());
        }

        void fails() {
            answer.completeExceptionally(new IllegalStateException("no answer"));
        }
    }
}
