package larder.adapter.valkey;

import larder.domain.port.HealthCheck;

/** Says whether the breaker is closed; asks the server nothing. */
record ValkeyHealth(Breaker breaker) implements HealthCheck {
    @Override
    public String name() {
        return "cache";
    }

    @Override
    public Health check() {
        return breaker.isClosed()
                ? new Health(State.UP, "Valkey answers.")
                : new Health(State.DEGRADED, "Valkey does not answer; reads go to the database until it does.");
    }
}
