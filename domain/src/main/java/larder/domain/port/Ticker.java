package larder.domain.port;

/** A stopwatch that always runs: only differences of its readings mean something. MUST NOT run backwards. */
@FunctionalInterface
public interface Ticker {
    long nanos();
}
