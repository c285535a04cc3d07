package larder.adapter.memcached;

import larder.domain.port.HealthCheck;

/** Says whether the breaker is closed; asks the server nothing. */
record MemcachedHealth(Breaker breaker) implements HealthCheck {
    @Override
    public String name() {
        return "cache";
    }

    @Override
    public Health check() {
        return breaker.isClosed()
                ? new Health(State.UP, "Memcached answers.")
                : new Health(State.DEGRADED, "Memcached does not answer; reads go to the database until it does.");
    }
}
