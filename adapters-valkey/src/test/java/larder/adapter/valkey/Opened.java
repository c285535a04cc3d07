package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import larder.contracts.Patience;
import larder.domain.port.Cache;
import larder.domain.port.CacheKey;
import larder.domain.port.Encoded;
import larder.domain.port.Fill;
import larder.domain.port.HealthCheck.State;
import larder.domain.port.LoadLock;
import larder.domain.port.Reservation;
import larder.domain.port.ViewBuffer;

/** One process's way to Valkey, open and in use. */
record Opened(Valkey valkey) implements AutoCloseable {
    static final CacheKey KEY = new CacheKey("user", "101");
    static final Encoded ARUN = encoded("{\"id\":101,\"name\":\"Arun\",\"email\":\"arun@example.com\"}");
    static final Duration LONG = Duration.ofMinutes(10);

    /** For what is about right or wrong and not about time: a busy machine may take long. */
    static final Duration PATIENT = Duration.ofSeconds(5);

    static Opened at(String url) {
        return at(ValkeyConfig.parse(url));
    }

    static Opened patient(String url) {
        return at(ValkeyConfig.parse(url).withCallDeadline(PATIENT));
    }

    static Opened at(ValkeyConfig config) {
        return up(Valkey.open(config));
    }

    /** With room for so many views. */
    static Opened at(String url, int mostViews) {
        return up(Valkey.open(ValkeyConfig.parse(url), mostViews));
    }

    private static Opened up(Valkey valkey) {
        Opened opened = new Opened(valkey);
        opened.awaitUp();
        return opened;
    }

    static Encoded encoded(String json) {
        return new Encoded("user/1", json.getBytes(StandardCharsets.UTF_8));
    }

    Cache cache() {
        return valkey.cache();
    }

    ViewBuffer views() {
        return valkey.views();
    }

    LoadLock loadLock() {
        return valkey.loadLock();
    }

    State state() {
        return valkey.health().check().state();
    }

    void awaitUp() {
        Patience.until("Valkey is used", () -> state() == State.UP);
    }

    void awaitDegraded() {
        Patience.until("Valkey is left alone", () -> state() == State.DEGRADED);
    }

    Fill.Outcome store(CacheKey key, Encoded value) {
        Reservation reservation = cache().takeOver(key, LONG);
        if (!(reservation instanceof Reservation.Granted granted)) {
            throw new AssertionError("not granted: " + reservation);
        }
        return cache().fill(new Fill(key, granted.token(), value, LONG, LONG, Duration.ofMillis(7)));
    }

    void invalidate(CacheKey key) {
        cache().invalidate(List.of(key));
    }

    @Override
    public void close() {
        valkey.close();
    }
}
