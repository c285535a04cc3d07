package larder.devservices.backing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a Docker container of ours. Its outer port is fixed when it starts, so that a restart keeps it. */
public final class ContainerBacking implements Backing {
    private static final Duration START = Duration.ofSeconds(30);

    private final ContainerImage image;
    private final GenericContainer<?> container;
    private final int port;

    private ContainerBacking(ContainerImage image, GenericContainer<?> container, int port) {
        this.image = image;
        this.container = container;
        this.port = port;
    }

    /** Whether Docker answers. Without its socket the question is not put: it costs half a second. */
    public static boolean possible() {
        boolean named = System.getenv("DOCKER_HOST") != null;
        return (named || Files.exists(Path.of("/var/run/docker.sock")))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    public static ContainerBacking start(ContainerImage image) {
        int port = FreePort.find();
        // Not in a try-with-resources: it is closed with this server.
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image.name()))
                .withEnv(image.environment())
                .withCommand(image.command().toArray(String[]::new))
                .withStartupTimeout(START);
        container.setPortBindings(List.of(port + ":" + image.address().port()));
        ContainerBacking backing = new ContainerBacking(image, container, port);
        try {
            container.start();
            backing.awaitReady();
            return backing;
        } catch (ContainerLaunchException | DockerException | ServerUnavailable e) {
            container.stop();
            throw new ServerUnavailable("The container " + image.name() + " does not start", e);
        }
    }

    private void awaitReady() {
        ServerAddress address = image.address().at(host(), port);
        if (!Deadline.in(START).await(() -> image.ready().test(address))) {
            throw new ServerUnavailable(image.name() + " does not answer within " + START.toSeconds() + " s");
        }
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String origin() {
        return "the container " + image.name();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(id()).exec();
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(id()).exec();
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(id()).exec();
    }

    @Override
    public void restart() {
        docker().restartContainerCmd(id()).exec();
        awaitReady();
    }

    @Override
    public void close() {
        container.stop();
    }
}
