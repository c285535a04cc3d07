package larder.coherence.load;

import java.util.List;

/** A client of one process that looks at each of some rows in turn, over and over. */
final class Patrol implements Actor {
    private static final int PAUSE_MILLIS = 10;

    private final List<Row> rows;
    private final int process;
    private final Asking asking;
    private int next;

    Patrol(List<Row> rows, int process, Asking asking) {
        this.rows = rows;
        this.process = process;
        this.asking = asking;
    }

    @Override
    public void step() throws InterruptedException {
        asking.row(rows.get(next), process);
        next = (next + 1) % rows.size();
        Thread.sleep(PAUSE_MILLIS);
    }

    @Override
    public void close() {}
}
