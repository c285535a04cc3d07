package larder.devservices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larder.devservices.backing.Backing;
import larder.devservices.backing.ContainerImage;
import larder.devservices.backing.KeptBacking;
import larder.devservices.backing.ServerAddress;

/** A real Memcached 1.6 that takes items of two mebibytes, where a plain one takes one. It keeps nothing over a restart. */
public final class MemcachedServer extends BackedServer {
    static final String VARIABLE = "LARDER_TEST_MEMCACHED_URL";
    private static final Shared<MemcachedServer> SHARED = new Shared<>(MemcachedServer::start);

    private final ServerAddress address;

    private MemcachedServer(Backing backing, ServerAddress address) {
        super(backing);
        this.address = address;
    }

    /**
     * A server of the caller's own, who closes it.
     *
     * @param extraArguments for {@code memcached}, after ours, so that they win; a server from the environment stays as it is
     */
    public static MemcachedServer start(String... extraArguments) {
        List<String> extra = List.of(extraArguments);
        Found found = Finder.find(VARIABLE, image(extra), () -> LocalMemcached.find(extra));
        return new MemcachedServer(found.backing(), found.address());
    }

    /** The server that all tests of this JVM share; it closes by itself and cannot be broken. */
    public static MemcachedServer shared() {
        MemcachedServer server = SHARED.get();
        return new MemcachedServer(new KeptBacking(server.backing()), server.address);
    }

    private static ContainerImage image(List<String> extra) {
        List<String> command = new ArrayList<>(List.of("memcached"));
        command.addAll(LocalMemcached.OPTIONS);
        command.addAll(extra);
        return new ContainerImage(
                "memcached:1.6",
                Map.of(),
                command,
                LocalMemcached.addressOf(11211),
                address -> !LocalMemcached.stats(address).isEmpty());
    }

    @Override
    public String url() {
        return address.url();
    }
}
