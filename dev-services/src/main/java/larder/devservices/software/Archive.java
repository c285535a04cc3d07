package larder.devservices.software;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** A compressed tar, or a single file, that a jar on the class path holds. */
public final class Archive {
    private static final int EXECUTABLE_BY_OWNER = 0100;

    private Archive() {}

    /** Whether a jar on the class path holds a resource of that name. */
    public static boolean exists(String resource) {
        return !resource.isEmpty() && Archive.class.getResource("/" + resource) != null;
    }

    /** Unpacks a {@code .tar.gz} or {@code .txz}. Of the permissions, only 'executable' is kept. */
    public static void unpack(String resource, Path folder) {
        try (InputStream packed = open(resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(uncompressed(resource, packed))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpack(tar, entry, folder);
                entry = tar.getNextEntry();
            }
        } catch (IOException e) {
            throw new SoftwareUnavailable("Cannot unpack " + resource + " to " + folder, e);
        }
    }

    /** Copies a program that is a single file. */
    public static Path copyProgram(String resource, Path file) {
        try (InputStream in = open(resource)) {
            Files.copy(in, file);
            makeExecutable(file);
            return file;
        } catch (IOException e) {
            throw new SoftwareUnavailable("Cannot copy " + resource + " to " + file, e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        @Nullable InputStream in = Archive.class.getResourceAsStream("/" + resource);
        if (in == null) {
            throw new IOException("No jar on the class path holds " + resource);
        }
        return new BufferedInputStream(in, 1 << 16);
    }

    private static InputStream uncompressed(String resource, InputStream packed) throws IOException {
        return resource.endsWith("xz") ? new XZInputStream(packed) : new GZIPInputStream(packed, 1 << 16);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            if ((entry.getMode() & EXECUTABLE_BY_OWNER) != 0) {
                makeExecutable(target);
            }
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
