package larder.devservices.software;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches packages of this Debian or Ubuntu with apt, without root and without an earlier {@code apt-get update}: apt gets a
 * state, a cache and a list of sources of its own in a folder of ours. What is installed on the machine is not touched, and
 * counts: only what it lacks is fetched.
 */
final class AptDownload {
    private static final Logger LOG = LoggerFactory.getLogger(AptDownload.class);
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Path ETC_APT = Path.of("/etc/apt");
    private static final Path OS_RELEASE = Path.of("/etc/os-release");

    private AptDownload() {}

    /** The release's name, such as bookworm; it names the suite that packages come from. */
    static String release() {
        try (Stream<String> lines = Files.lines(OS_RELEASE)) {
            return lines.filter(line -> line.startsWith("VERSION_CODENAME="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .orElseThrow(() -> new SoftwareUnavailable("This system's release has no name in " + OS_RELEASE));
        } catch (IOException e) {
            throw new SoftwareUnavailable(
                    "This system has no " + OS_RELEASE + ", so no packages of a known release", e);
        }
    }

    /** Unpacks the packages, and what they need and the machine lacks, into an empty folder. */
    static void unpack(List<String> packages, Path folder) {
        Path work = Folders.temporary("apt");
        try {
            List<Path> archives = download(packages, work);
            LOG.info("Step 3 of 3: unpacking {} packages", archives.size());
            for (Path archive : archives) {
                Command.run(BOUND, folder, List.of("dpkg", "-x", archive.toString(), folder.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + work, e);
        } finally {
            Folders.delete(work);
        }
    }

    private static List<Path> download(List<String> packages, Path work) throws IOException {
        Files.createDirectories(work.resolve("state/lists/partial"));
        Path archives =
                Files.createDirectories(work.resolve("cache/archives/partial")).getParent();
        LOG.info("Step 1 of 3: apt-get reads which packages there are (it takes {} s at most)", BOUND.toSeconds());
        update(work);
        LOG.info("Step 2 of 3: apt-get fetches {} and what this machine lacks for it", String.join(", ", packages));
        List<String> install =
                apt(work, "--yes", "--no-install-recommends", "--download-only", "--reinstall", "install");
        install.addAll(packages);
        Command.run(BOUND, work, install);
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(".deb")).toList();
        }
    }

    /** A release may have no backports suite: then its own suite has to do. */
    private static void update(Path work) throws IOException {
        String release = release();
        AptSource source = AptSource.official(AptSources.in(ETC_APT), release)
                .orElseThrow(() -> new SoftwareUnavailable(
                        "apt's sources on this machine name no archive of the system's own for " + release));
        Path sources = work.resolve("larder.sources");
        Files.writeString(sources, source.stanza(release) + source.stanza(release + "-backports"));
        try {
            Command.run(BOUND, work, apt(work, "update"));
        } catch (SoftwareUnavailable _) {
            Files.writeString(sources, source.stanza(release));
            Command.run(BOUND, work, apt(work, "update"));
        }
    }

    private static List<String> apt(Path work, String... arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        for (String option : List.of(
                "Dir::State=" + work.resolve("state"),
                "Dir::State::Lists=" + work.resolve("state/lists"),
                "Dir::Cache=" + work.resolve("cache"),
                "Dir::Etc::sourcelist=" + work.resolve("larder.sources"),
                "Dir::Etc::sourceparts=/dev/null",
                "Acquire::Languages=none",
                "APT::Sandbox::User=",
                "Debug::NoLocking=1")) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
