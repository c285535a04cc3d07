package larder.devservices.software;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short-lived program: run to its end, within a bound, for its output. */
public final class Command {
    private static final int TAIL_CHARACTERS = 2_000;

    private Command() {}

    /** What it wrote to stdout and stderr. Throws if it cannot be run, fails, or takes longer than the bound. */
    public static String run(Duration bound, Path folder, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("larder-", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(bound.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (!ended || process.exitValue() != 0) {
                String how = ended ? "failed with " + process.exitValue() : "took over " + bound.toSeconds() + " s";
                throw new SoftwareUnavailable("%s %s:%n%s".formatted(command.getFirst(), how, tail(text)));
            }
            return text;
        } catch (IOException e) {
            throw new SoftwareUnavailable(command.getFirst() + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SoftwareUnavailable("Interrupted while " + command.getFirst() + " ran", e);
        } finally {
            if (output != null) {
                output.toFile().delete();
            }
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - TAIL_CHARACTERS));
    }
}
