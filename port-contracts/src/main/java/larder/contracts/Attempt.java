package larder.contracts;

/** A write that is meant for one state of a thing, and for no other. */
final class Attempt {
    private Attempt() {}

    /** What is to be written, if what is there is what was expected. */
    static <V, W> W expecting(V expected, V found, W next) {
        if (!expected.equals(found)) {
            throw new Overtaken();
        }
        return next;
    }

    /** Whether a write found what it expected. */
    static boolean succeeds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (Overtaken _) {
            return false;
        }
    }

    /** Another was faster. */
    @SuppressWarnings("serial") // It is never written out.
    private static final class Overtaken extends RuntimeException {}
}
