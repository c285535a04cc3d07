package larder.devservices.backing;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What Docker runs for one kind of server.
 *
 * @param name the image with its tag
 * @param environment variables for the container
 * @param command its arguments
 * @param address the server's address with the port inside the container; host and outer port take its place
 * @param ready whether the server at an address answers by now
 */
public record ContainerImage(
        String name,
        Map<String, String> environment,
        List<String> command,
        ServerAddress address,
        Predicate<ServerAddress> ready) {
    public ContainerImage {
        environment = Map.copyOf(environment);
        command = List.copyOf(command);
    }
}
