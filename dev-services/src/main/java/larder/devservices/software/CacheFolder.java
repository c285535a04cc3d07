package larder.devservices.software;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of things that are made once and kept between runs: {@code $XDG_CACHE_HOME/larder}, or {@code ~/.cache/larder}.
 * Threads and processes may ask for the same thing at once: one makes it, the others wait and find it.
 */
public final class CacheFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path root;

    CacheFolder(Path root) {
        this.root = root;
    }

    /** This user's cache folder. */
    public static CacheFolder ofUser() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        boolean set = xdg != null && Path.of(xdg).isAbsolute();
        Path caches = set ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return new CacheFolder(caches.resolve("larder"));
    }

    /** A cache folder of root's that other users can read, as {@code ~/.cache} is not. */
    public static CacheFolder ofSystem() {
        return new CacheFolder(Path.of("/var/cache/larder"));
    }

    /** Whether there is a folder of that name. */
    public boolean holds(String name) {
        return Files.isDirectory(root.resolve(name));
    }

    /**
     * The folder of that name, made first if it is not there. The maker fills an empty folder elsewhere, which gets its name
     * when it is complete: a folder of that name is never half filled.
     */
    public Path folder(String name, Consumer<Path> maker) {
        Path folder = root.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(folder.getParent());
            Path lock = root.resolve(name + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock(channel, name)) {
                if (held.isValid() && !Files.isDirectory(folder)) {
                    make(folder, maker);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new SoftwareUnavailable("The cache folder " + folder + " cannot be written", e);
        }
    }

    private static void make(Path folder, Consumer<Path> maker) throws IOException {
        LOG.info("Making {}, once: this may take a minute", folder);
        long begun = System.nanoTime();
        Path unfinished = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".unfinished-");
        try {
            maker.accept(unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            LOG.info(
                    "Made {} in {} ms",
                    folder,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        } catch (IOException | RuntimeException e) {
            Folders.delete(unfinished);
            throw e;
        }
    }

    /** A file lock excludes other processes; for other threads of this one it throws, so that both are waited for here. */
    private static FileLock lock(FileChannel channel, String name) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            pause();
        }
        throw new SoftwareUnavailable(
                "Another process has been making " + name + " for " + PATIENCE.toMinutes() + " minutes");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // a thread of this process holds it: wait as for another process
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException("Interrupted while waiting for the cache folder", new IOException(e));
        }
    }
}
