package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import larder.domain.port.Change;
import larder.domain.port.ChangeLog;

/** Writers that commit and roll back, and takers of two processes, all at once. */
final class ChangeRace {
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 40;

    private final ChangeLog here;
    private final ChangeLog there;
    private final Supplier<DirectTransaction> begin;
    private final Set<Integer> committed = new ConcurrentSkipListSet<>();
    private final Set<Integer> taken = new ConcurrentSkipListSet<>();
    private final AtomicInteger writing = new AtomicInteger(WRITERS);

    private ChangeRace(ChangeLog here, ChangeLog there, Supplier<DirectTransaction> begin) {
        this.here = here;
        this.there = there;
        this.begin = begin;
    }

    static void run(ChangeLog here, ChangeLog there, Supplier<DirectTransaction> begin) {
        ChangeRace race = new ChangeRace(here, there, begin);
        Crowd.together(WRITERS + 2, caller -> {
            if (caller < WRITERS) {
                race.write(caller);
            } else {
                race.take(caller);
            }
            return caller;
        });
        assertEquals(new TreeSet<>(race.committed), new TreeSet<>(race.taken));
    }

    /** Each holds one transaction open while it makes and ends the next, so that they end in another order than they began. */
    private void write(int writer) {
        Random random = new Random(writer);
        try {
            int heldId = writer * 1_000;
            DirectTransaction held = begin.get().execute(insert(heldId));
            for (int number = 1; number <= TRANSACTIONS; number++) {
                int id = writer * 1_000 + number;
                DirectTransaction next = begin.get().execute(insert(id));
                if (random.nextBoolean()) {
                    end(held, heldId, random);
                    held = next;
                    heldId = id;
                } else {
                    end(next, id, random);
                }
            }
            end(held, heldId, random);
        } finally {
            writing.decrementAndGet();
        }
    }

    private void end(DirectTransaction transaction, int id, Random random) {
        if (random.nextInt(4) == 0) {
            transaction.rollBack();
        } else {
            transaction.commit();
            committed.add(id);
        }
    }

    private void take(int taker) {
        ChangeLog log = taker % 2 == 0 ? here : there;
        boolean last;
        do {
            last = writing.get() == 0;
            log.take(3, changes -> changes.forEach(this::note));
        } while (!last || !log.backlog().isEmpty());
    }

    private void note(Change change) {
        switch (change) {
            case Change.Row row -> taken.add(Integer.parseInt(row.id()));
            case Change.Whole whole -> throw new AssertionError("nobody changed the whole of " + whole.table());
        }
    }

    private static String insert(int id) {
        return "INSERT INTO users (id, name, email) VALUES (%d, 'A', 'a@example.com')".formatted(id);
    }
}
