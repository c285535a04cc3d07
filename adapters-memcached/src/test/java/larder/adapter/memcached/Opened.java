package larder.adapter.memcached;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import larder.contracts.Patience;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.FillToken;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.LoadLock;
import larder.domain.port.Reservation;

/** One process's way to Memcached, open and in use. */
record Opened(Memcached memcached) implements AutoCloseable {
    static final CacheKey KEY = new CacheKey("user", "101");
    static final Encoded ARUN = encoded("{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}");
    static final Duration LONG = Duration.ofMinutes(10);

    /** For what is about right or wrong and not about time: a busy machine may take long. */
    static final Duration PATIENT = Duration.ofSeconds(5);

    static Opened at(String url) {
        return at(MemcachedConfig.parse(url), InstantSource.system());
    }

    static Opened patient(String url) {
        return patient(url, InstantSource.system());
    }

    static Opened patient(String url, InstantSource hostClock) {
        return at(MemcachedConfig.parse(url).withCallDeadline(PATIENT), hostClock);
    }

    static Opened at(MemcachedConfig config, InstantSource hostClock) {
        Opened opened = new Opened(Memcached.open(config, hostClock));
        opened.awaitUp();
        return opened;
    }

    static Encoded encoded(String json) {
        return new Encoded("user/1", json.getBytes(StandardCharsets.UTF_8));
    }

    Cache cache() {
        return memcached.cache();
    }

    LoadLock loadLock() {
        return memcached.loadLock();
    }

    State state() {
        return memcached.health().check().state();
    }

    void awaitUp() {
        Patience.until("Memcached is used", () -> state() == State.UP);
    }

    FillToken reserved(CacheKey key) {
        Reservation reservation = cache().takeOver(key, LONG);
        if (!(reservation instanceof Reservation.Granted granted)) {
            throw new AssertionError("not granted: " + reservation);
        }
        return granted.token();
    }

    Fill.Outcome store(CacheKey key, Encoded value) {
        return cache().fill(filling(key, reserved(key), value));
    }

    static Fill filling(CacheKey key, FillToken token, Encoded value) {
        return new Fill(key, token, value, LONG, LONG, Duration.ofMillis(7));
    }

    @Override
    public void close() {
        memcached.close();
    }
}
