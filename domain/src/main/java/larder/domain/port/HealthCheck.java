package larder.domain.port;

/** A way to ask something outside whether it can be used now. MUST answer within a bound and MUST NOT throw. */
public interface HealthCheck {
    /** What is asked, as {@code database}. */
    String name();

    Health check();

    /**
     * What is known of it now.
     *
     * @param detail a sentence for an operator, without secrets
     */
    record Health(State state, String detail) {}

    /** Whether it can be used, and what it means when it cannot. */
    enum State {
        UP,
        /** Not to be used now; Larder answers without it. */
        DEGRADED,
        /** Not to be used now, and Larder cannot answer without it. */
        DOWN
    }
}
