package larder.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in gzip, kept by the tags of what they are made from: a hit is not compressed again. What was not asked for for longest makes
 * room. Half of the processors compress at most; who comes meanwhile is not made to wait, and gets none.
 */
final class Compressed {
    /** Below, the time costs more than the bytes. */
    static final int SHORTEST = 4 * 1024;

    /** Beyond, one body would take too long, and too much of the room. */
    static final int LONGEST = 8 * 1024 * 1024;

    private final int room;
    private final Semaphore processors;
    private final ReentrantLock guard = new ReentrantLock();
    private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int filled;

    /**
     * An empty one.
     *
     * @param room how many bytes are kept at most
     * @param atOnce how many bodies are compressed at the same time at most
     */
    Compressed(int room, int atOnce) {
        this.room = room;
        this.processors = new Semaphore(atOnce);
    }

    static boolean pays(byte[] body) {
        return body.length >= SHORTEST && body.length <= LONGEST;
    }

    Optional<byte[]> of(String tag, byte[] body) {
        byte[] found = find(tag);
        if (found != null) {
            return Optional.of(found);
        }
        if (!processors.tryAcquire()) {
            return Optional.empty();
        }
        try {
            byte[] made = gzip(body);
            keep(tag, made);
            return Optional.of(made);
        } finally {
            processors.release();
        }
    }

    /** How many bytes are kept. */
    int filled() {
        guard.lock();
        try {
            return filled;
        } finally {
            guard.unlock();
        }
    }

    private byte @Nullable [] find(String tag) {
        guard.lock();
        try {
            return kept.get(tag);
        } finally {
            guard.unlock();
        }
    }

    private void keep(String tag, byte[] made) {
        guard.lock();
        try {
            if (made.length > room || kept.putIfAbsent(tag, made) != null) {
                return;
            }
            filled += made.length;
            for (Iterator<byte[]> eldest = kept.values().iterator(); filled > room; eldest.remove()) {
                filled -= eldest.next().length;
            }
        } finally {
            guard.unlock();
        }
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new Swift(bytes)) {
            gzip.write(body);
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return bytes.toByteArray();
    }

    /** At the lowest level: of such JSON the highest makes the same size in two to three times the time. */
    private static final class Swift extends GZIPOutputStream {
        Swift(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
