package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;
import larder.domain.port.BufferedView;
import larder.domain.port.CacheUnavailable;
import larder.domain.port.ViewBuffer;
import larder.domain.port.ViewBufferUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Views in the stream {@code {views}}, read through a consumer group that all processes share; every step is one script. The
 * stream's ids go by the server's clock, so they are in order only as long as one server runs and keeps the stream; the epoch,
 * which each entry carries, changes with either.
 */
final class ValkeyViewBuffer implements ViewBuffer {
    /** How many may wait. They take some 10 to 25 MB of the server's memory. */
    static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyViewBuffer.class);
    private static final String STREAM = "{views}";
    private static final String EPOCH = "{views}:epoch";
    private static final String ASIDE = "{views}:aside";
    private static final byte[] GROUP = ascii("appliers");
    private static final byte[] MOST_ASIDE = ascii("1000");
    private static final List<Object> TAKEN = List.of(1L);
    private static final List<Object> FULL = List.of(0L);
    private static final int EPOCH_BYTES = 16;
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final Scripts scripts;
    private final Calls calls;
    private final byte[] most;
    private final RandomGenerator random = new SecureRandom();
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

    ValkeyViewBuffer(Scripts scripts, Calls calls, int most) {
        this.scripts = scripts;
        this.calls = calls;
        this.most = ascii(Integer.toString(most));
    }

    @Override
    public Appended append(View view) {
        byte[] key = ascii(view.key().map(ViewKey::value).orElse(""));
        ScriptCall append = new ScriptCall(
                Script.APPEND_VIEW,
                List.of(STREAM, EPOCH),
                List.of(most, ascii(newEpoch()), ascii(view.product().toString()), key));
        try {
            return outcome(calls.answer(() -> scripts.run(append)));
        } catch (CacheUnavailable failed) {
            if (NeverTaken.isCertain(failed.getCause())) {
                LOG.debug("Valkey did not take a view, which goes straight to the database", failed);
                return Appended.REFUSED;
            }
            throw new ViewBufferUnavailable("it is not known whether Valkey took a view", failed);
        }
    }

    @Override
    public Backlog oldest(int atMost) {
        List<Object> said = run(Script.OLDEST_VIEWS, List.of(STREAM), List.of(GROUP, ascii(Integer.toString(atMost))));
        List<BufferedView> entries = new ArrayList<>(said.size());
        for (Object entry : said.subList(1, said.size())) {
            entries.add(StoredView.of(entry));
        }
        return new Backlog(said.getFirst() instanceof Long length ? length : 0, entries);
    }

    @Override
    public void remove(Collection<BufferedView> counted) {
        if (!counted.isEmpty()) {
            List<byte[]> arguments = new ArrayList<>(List.of(GROUP));
            counted.forEach(entry -> arguments.add(ascii(entry.mark())));
            run(Script.REMOVE_VIEWS, List.of(STREAM), arguments);
        }
    }

    @Override
    public void setAside(Collection<BufferedView> uncountable) {
        if (uncountable.isEmpty()) {
            return;
        }
        List<byte[]> arguments = new ArrayList<>(List.of(GROUP, MOST_ASIDE));
        uncountable.forEach(entry -> arguments.add(ascii(entry.mark())));
        run(Script.SET_VIEWS_ASIDE, List.of(STREAM, ASIDE), arguments);
        long now = System.nanoTime();
        long last = warned.get();
        if (now - last >= BETWEEN_WARNINGS && warned.compareAndSet(last, now)) {
            LOG.warn(
                    "{} views could not be counted, since they cannot be read or their product is gone; they are in the stream"
                            + " {}, which keeps the last {}. Look at them with XRANGE {} - +, and DEL it when you are done.",
                    uncountable.size(),
                    ASIDE,
                    new String(MOST_ASIDE, StandardCharsets.US_ASCII),
                    ASIDE);
        }
    }

    private List<Object> run(Script script, List<String> keys, List<byte[]> arguments) {
        try {
            return calls.answer(() -> scripts.run(new ScriptCall(script, keys, arguments)));
        } catch (CacheUnavailable failed) {
            throw new ViewBufferUnavailable("Valkey does not answer for the views that wait in it", failed);
        }
    }

    private static Appended outcome(List<Object> said) {
        if (said.equals(TAKEN)) {
            return Appended.TAKEN;
        }
        if (said.equals(FULL)) {
            return Appended.FULL;
        }
        throw new ViewBufferUnavailable("Valkey answered an append with something else", null);
    }

    private String newEpoch() {
        byte[] epoch = new byte[EPOCH_BYTES];
        random.nextBytes(epoch);
        return HexFormat.of().formatHex(epoch);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
