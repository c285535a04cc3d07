package larder.devservices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larder.devservices.backing.Backing;
import larder.devservices.backing.ContainerImage;
import larder.devservices.backing.KeptBacking;
import larder.devservices.backing.ServerAddress;

/** A real Valkey 8. It keeps nothing over a restart unless the extra arguments say so, for example {@code --appendonly yes}. */
public final class ValkeyServer extends BackedServer {
    static final String VARIABLE = "LARDER_TEST_VALKEY_URL";
    private static final Shared<ValkeyServer> SHARED = new Shared<>(ValkeyServer::start);

    private final ServerAddress address;

    private ValkeyServer(Backing backing, ServerAddress address) {
        super(backing);
        this.address = address;
    }

    /**
     * A server of the caller's own, who closes it.
     *
     * @param extraArguments for {@code valkey-server}, after ours, so that they win; a server from the environment stays as
     *     it is
     */
    public static ValkeyServer start(String... extraArguments) {
        List<String> extra = List.of(extraArguments);
        Found found = Finder.find(VARIABLE, image(extra), () -> LocalValkey.find(extra));
        return new ValkeyServer(found.backing(), found.address());
    }

    /** A process of ours in any case: a cluster's node needs its own folder and its arguments. */
    static ValkeyServer startLocal(List<String> extra) {
        Found found = Finder.started(LocalValkey.find(extra));
        return new ValkeyServer(found.backing(), found.address());
    }

    ServerAddress address() {
        return address;
    }

    /** The server that all tests of this JVM share; it closes by itself and cannot be broken. */
    public static ValkeyServer shared() {
        ValkeyServer server = SHARED.get();
        return new ValkeyServer(new KeptBacking(server.backing()), server.address);
    }

    private static ContainerImage image(List<String> extra) {
        List<String> command = new ArrayList<>(List.of("valkey-server", "--save", "", "--appendonly", "no"));
        command.addAll(extra);
        return new ContainerImage(
                "valkey/valkey:8",
                Map.of(),
                command,
                new ServerAddress("valkey", "", "127.0.0.1", 6379, ""),
                ValkeyServer::answers);
    }

    private static boolean answers(ServerAddress address) {
        try {
            return Resp.ask(address, "PING").contains("PONG");
        } catch (IOException _) {
            return false; // not yet: asked again until the deadline
        }
    }

    @Override
    public String url() {
        return address.url();
    }
}
