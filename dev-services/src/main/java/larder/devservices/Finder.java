package larder.devservices;

import java.util.Optional;
import java.util.function.Supplier;
import larder.devservices.backing.ContainerBacking;
import larder.devservices.backing.ContainerImage;
import larder.devservices.backing.ForeignBacking;
import larder.devservices.backing.LocalBacking;
import larder.devservices.backing.ServerAddress;
import larder.devservices.backing.ServerUnavailable;
import larder.devservices.software.SoftwareUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order in which a server is found: the environment, Docker, a process of ours. One line of the log says which. */
final class Finder {
    private static final Logger LOG = LoggerFactory.getLogger(Finder.class);

    private Finder() {}

    /**
     * @param variable the environment's variable that may name a server
     * @param image what Docker would run
     * @param local looks for a program, which is asked last because it may have to be fetched
     */
    static Found find(String variable, ContainerImage image, Supplier<? extends AddressedServer> local) {
        Found found = ServerAddress.inEnvironment(variable, image.address().port())
                .map(address -> named(variable, address))
                .or(() -> contained(image))
                .orElseGet(() -> started(local.get()));
        LOG.info("{} at {}", found.backing().origin(), found.address());
        return found;
    }

    private static Found named(String variable, ServerAddress address) {
        return new Found(new ForeignBacking(address.host(), address.port(), "the server in " + variable), address);
    }

    private static Optional<Found> contained(ContainerImage image) {
        if (!ContainerBacking.possible()) {
            return Optional.empty();
        }
        try {
            ContainerBacking backing = ContainerBacking.start(image);
            return Optional.of(new Found(backing, image.address().at(backing.host(), backing.port())));
        } catch (ServerUnavailable e) {
            LOG.warn("Docker is there but does not run {}: another way is taken", image.name(), e);
            return Optional.empty();
        }
    }

    /** Starts one of ours; whatever the reason, a test without its server fails with one sentence. */
    static Found started(AddressedServer server) {
        try {
            LocalBacking backing = LocalBacking.start(server);
            return new Found(backing, server.address(backing.port()));
        } catch (SoftwareUnavailable e) {
            throw new ServerUnavailable(server.name() + " cannot be started", e);
        }
    }
}
