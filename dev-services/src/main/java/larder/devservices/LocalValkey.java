package larder.devservices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import larder.devservices.backing.ServerAddress;
import larder.devservices.software.Archive;
import larder.devservices.software.CacheFolder;
import larder.devservices.software.Machine;
import larder.devservices.software.SearchPath;
import larder.devservices.software.SoftwareUnavailable;
import larder.devservices.software.SystemPackage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Valkey as a process of ours.
 *
 * @param extra arguments that come last, and so win
 */
record LocalValkey(Path program, String origin, List<String> extra) implements AddressedServer {
    private static final Logger LOG = LoggerFactory.getLogger(LocalValkey.class);
    private static final int OLDEST_MAJOR = 8;
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final Map<String, String> REDIS = Map.of(
            "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
            "linux-arm64", "redis-server-6.2.7-linux-arm64",
            "darwin-amd64", "redis-server-6.2.6-v5-darwin-amd64",
            "darwin-arm64", "redis-server-6.2.6-v5-darwin-arm64");

    LocalValkey {
        extra = List.copyOf(extra);
    }

    static LocalValkey find(List<String> extra) {
        Optional<Path> onPath = onPath();
        if (onPath.isPresent()) {
            return new LocalValkey(onPath.get(), "Valkey from the PATH (" + onPath.get() + ")", extra);
        }
        try {
            Path program = SystemPackage.ofUser().unpackedBinary("valkey-server", "valkey-server");
            return new LocalValkey(program, "Valkey from the operating system's package", extra);
        } catch (SoftwareUnavailable e) {
            return bundledRedis(extra, e);
        }
    }

    static Optional<Path> onPath() {
        return SearchPath.find("valkey-server")
                .filter(program -> SearchPath.majorVersion(program, VERSION) >= OLDEST_MAJOR);
    }

    /** The name of this machine's archive of Redis; empty if there is none. */
    static String redis() {
        return REDIS.getOrDefault(Machine.platform(), "");
    }

    private static LocalValkey bundledRedis(List<String> extra, SoftwareUnavailable reason) {
        String resource = redis();
        if (!Archive.exists(resource)) {
            throw new SoftwareUnavailable(
                    "No Valkey for " + Machine.platform() + ": install valkey-server, or name a server in "
                            + ValkeyServer.VARIABLE,
                    reason);
        }
        LOG.warn(
                "NOT VALKEY: the bundled Redis 6.2 stands in, so this run proves nothing about Valkey. "
                        + "Install valkey-server 8. Reason: {}",
                reason.getMessage());
        Path folder = CacheFolder.ofUser()
                .folder(resource, unfinished -> Archive.copyProgram(resource, unfinished.resolve("redis-server")));
        return new LocalValkey(folder.resolve("redis-server"), "the bundled Redis 6.2, NOT Valkey", extra);
    }

    @Override
    public String name() {
        return "Valkey";
    }

    @Override
    public void prepare(Path folder) {}

    @Override
    public List<String> command(Path folder, int port) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        command.addAll(extra);
        return command;
    }

    @Override
    public boolean ready(Path folder, int port) {
        try {
            return Resp.ask(address(port), "CONFIG", "GET", "dir").contains(folder.toString())
                    && Resp.ask(address(port), "PING").contains("PONG");
        } catch (IOException _) {
            return false; // not yet, or loading its dump: asked again until the deadline
        }
    }

    @Override
    public ServerAddress address(int port) {
        return new ServerAddress("valkey", password(), "127.0.0.1", port, "");
    }

    private String password() {
        int at = extra.indexOf("--requirepass");
        return at < 0 ? "" : ":" + extra.get(at + 1);
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }
}
