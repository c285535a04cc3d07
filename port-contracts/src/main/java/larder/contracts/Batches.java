package larder.contracts;

import static larder.application.readthrough.Provenance.Source.HIT;
import static larder.application.readthrough.Provenance.Source.LOADED_NOT_STORED;
import static larder.application.readthrough.Provenance.Source.LOADED_STORED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Provenance;
import larder.domain.port.CacheEvent;
import org.junit.jupiter.api.Test;

/** Questions for several things at once. */
interface Batches extends ReadThroughFixture {
    @Test
    default void a_batch_makes_one_round_trip_a_step_and_one_query_for_what_is_not_cached() {
        Peer peer = peerWith("1", "2", "3", "4");
        peer.get("2");
        int readsBefore = peer.steps().calls(CacheStep.READ);
        int reservationsBefore = peer.steps().calls(CacheStep.RESERVE);
        int fillsBefore = peer.steps().calls(CacheStep.FILL);
        Answers.are(peer.reads().getAll(List.of("4", "2", "1", "9")), "text 4", "text 2", "text 1", Peer.ABSENT);
        assertEquals(1, peer.steps().calls(CacheStep.READ) - readsBefore);
        assertEquals(1, peer.steps().calls(CacheStep.RESERVE) - reservationsBefore);
        assertEquals(1, peer.steps().calls(CacheStep.FILL) - fillsBefore);
        assertEquals(2, fleet().database().loads());
        assertEquals(
                Set.of("4", "1", "9"), Set.copyOf(fleet().database().queries().getLast()));
        peer.answers("4", "text 4", HIT);
        peer.answers("9", Peer.ABSENT, HIT);
    }

    @Test
    default void a_batch_that_is_cached_asks_the_database_nothing() {
        Peer peer = peerWith("1", "2");
        peer.reads().getAll(List.of("1", "2"));
        int reservationsBefore = peer.steps().calls(CacheStep.RESERVE);
        Map<String, Answer<String>> again = peer.reads().getAll(List.of("2", "1"));
        Answers.are(again, "text 2", "text 1");
        assertEquals(Set.of(HIT), sources(again));
        assertEquals(1, fleet().database().loads());
        assertEquals(reservationsBefore, peer.steps().calls(CacheStep.RESERVE));
    }

    @Test
    default void a_batch_keeps_the_order_of_the_question_and_answers_each_id_once() {
        Peer peer = peerWith("1", "2", "3");
        Map<String, Answer<String>> answers = peer.reads().getAll(List.of("3", "1", "3", "2", "1"));
        assertEquals(List.of("3", "1", "2"), List.copyOf(answers.keySet()));
        Answers.are(answers, "text 3", "text 1", "text 2");
        assertEquals(3, fleet().database().queries().getLast().size());
    }

    @Test
    default void a_batch_of_nothing_is_answered_by_nothing() {
        assertEquals(Map.of(), fleet().peer(0).reads().getAll(List.of()));
        assertEquals(0, fleet().database().loads());
    }

    @Test
    default void a_batch_does_not_wait_for_anothers_load_and_does_not_overtake_it() {
        Peer peer = peerWith("1", "2");
        Peer other = fleet().peer(1);
        Gate gate = new Gate("the other's load is under way");
        fleet().database().holdAfterRead(gate);
        try (Actor loading = new Actor("loading")) {
            Future<Provenance> begun = loading.begins(() -> other.ask("1").provenance());
            gate.awaitArrivals(1);
            Map<String, Answer<String>> answers = peer.reads().getAll(List.of("1", "2"));
            Answers.are(answers, "text 1", "text 2");
            assertEquals(
                    List.of(LOADED_NOT_STORED, LOADED_STORED),
                    answers.values().stream()
                            .map(answer -> answer.provenance().source())
                            .toList());
            gate.open();
            assertEquals(LOADED_STORED, Actor.outcome(begun).source());
        }
        assertEquals(0, other.stats().of(CacheEvent.FILL_REFUSED));
    }

    @Test
    default void a_batch_of_which_one_key_is_invalidated_meanwhile_stores_the_others() {
        Peer peer = peerWith("1", "2");
        Gate gate = new Gate("the old values have been read");
        fleet().database().holdAfterRead(gate);
        try (Actor loading = new Actor("loading")) {
            Future<Map<String, Answer<String>>> begun =
                    loading.begins(() -> peer.reads().getAll(List.of("1", "2")));
            gate.awaitArrivals(1);
            fleet().database().put("1", "new");
            fleet().peer(1).invalidate("1");
            gate.open();
            Answers.are(Actor.outcome(begun), "text 1", "text 2");
        }
        assertEquals(1, peer.stats().of(CacheEvent.FILL_REFUSED));
        peer.answers("1", "new", LOADED_STORED);
        peer.answers("2", "text 2", HIT);
    }

    @Test
    default void a_batch_without_a_cache_is_one_query() {
        Peer peer = peerWith("1", "2", "3");
        peer.loseCache();
        Answers.are(peer.reads().getAll(List.of("3", "2", "1")), "text 3", "text 2", "text 1");
        assertEquals(1, fleet().database().loads());
    }

    @Test
    default void a_large_batch_is_one_query() {
        List<String> ids = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
        Peer peer = peerWith(ids.toArray(String[]::new));
        assertEquals(1_000, peer.reads().getAll(ids).size());
        assertEquals(Set.of(HIT), sources(peer.reads().getAll(ids)));
        assertEquals(1, fleet().database().loads());
    }

    private Peer peerWith(String... ids) {
        for (String id : ids) {
            fleet().database().put(id, "text " + id);
        }
        return fleet().peer(0);
    }

    private static Set<Provenance.Source> sources(Map<String, Answer<String>> answers) {
        return answers.values().stream()
                .map(answer -> answer.provenance().source())
                .collect(Collectors.toSet());
    }
}
