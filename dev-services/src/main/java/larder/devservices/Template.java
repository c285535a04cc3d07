package larder.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A data folder that was initialised once, with the password of its one account; each server starts from a copy. */
record Template(Path folder) {
    private static final String PASSWORD = "password";
    private static final String DATA = "data";

    /** Puts a new password into an unfinished template, for its owner only. */
    static String newPassword(Path unfinished) {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        try {
            String password = HexFormat.of().formatHex(random);
            writeSecret(passwordFile(unfinished), password);
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + unfinished, e);
        }
    }

    /** A file that only its owner can read, before it holds anything. */
    static void writeSecret(Path file, String secret) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    static Path passwordFile(Path unfinished) {
        return unfinished.resolve(PASSWORD);
    }

    static void copyPassword(Template template, Path folder) {
        try {
            writeSecret(passwordFile(folder), template.password());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder, e);
        }
    }

    static Path data(Path folder) {
        return folder.resolve(DATA);
    }

    String password() {
        try {
            return Files.readString(passwordFile(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Delete " + folder + ": it is incomplete", e);
        }
    }
}
