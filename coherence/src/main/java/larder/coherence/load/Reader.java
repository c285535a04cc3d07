package larder.coherence.load;

import java.util.List;
import java.util.Random;

/** A client that only reads, now here, now there, the first rows more often than the last. */
final class Reader implements Actor {
    private final Ground ground;
    private final List<Row> alone;
    private final Client client;
    private final Asking asking;
    private final Random random;

    Reader(Ground ground, Client client, Asking asking, Random random) {
        this.ground = ground;
        this.alone = ground.rows().stream().filter(row -> !row.path().isEmpty()).toList();
        this.client = client;
        this.asking = asking;
        this.random = random;
    }

    @Override
    public void step() {
        int process = random.nextInt(client.processes());
        switch (random.nextInt(10)) {
            case 0 -> asking.users(ground.users().subList(0, 4), process);
            case 1 -> asking.directory(ground.employees(), ground.departments(), process);
            case 2 -> asking.count(hot(ground.counts()), process);
            case 3, 4, 5 -> asking.row(hot(ground.users()), process);
            case 6 -> asking.row(hot(ground.products()), process);
            case 7 -> asking.row(hot(ground.employees()), process);
            default -> asking.row(alone.get(random.nextInt(alone.size())), process);
        }
    }

    private <T> T hot(List<T> of) {
        return of.get(random.nextInt(1 + random.nextInt(of.size())));
    }

    @Override
    public void close() {}
}
