package larder.contracts;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Chance as the test wants it: every draw is the same. The lowest at first. */
public final class FixedRandom implements RandomGenerator {
    private final AtomicLong draw = new AtomicLong();

    @Override
    public long nextLong() {
        return draw.get();
    }

    /** From now on a draw of 0 to 1 is 0. */
    public void drawLowest() {
        draw.set(0);
    }

    /** From now on a draw of 0 to 1 is as near to 1 as can be. */
    public void drawHighest() {
        draw.set(-1);
    }
}
