package larder.coherence.history;

/** What a read found. */
public sealed interface Seen {
    /** The state with this number; of a key that counts, the count. */
    record Version(long number) implements Seen {
        @Override
        public String toString() {
            return "v" + number;
        }
    }

    /** Nothing is under the key. */
    record Absent() implements Seen {
        @Override
        public String toString() {
            return "absent";
        }
    }

    /** A value that no writer writes. */
    record Rubbish(String text) implements Seen {
        @Override
        public String toString() {
            return "'" + text + "'";
        }
    }

    /** No answer: the connection was lost, or 503 with Retry-After. That is allowed, and proves nothing. */
    record Unavailable() implements Seen {
        @Override
        public String toString() {
            return "unavailable";
        }
    }

    /** An answer that is not allowed at any time. */
    record Forbidden(String what) implements Seen {
        @Override
        public String toString() {
            return what;
        }
    }
}
