package larder.devservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import larder.devservices.software.Command;
import larder.devservices.software.Machine;
import larder.devservices.software.SoftwareUnavailable;

/** Whose rights PostgreSQL runs with: it refuses root. */
enum PostgresUser {
    /** This process's own user. */
    SELF,
    /** Root on the outside, nobody in a user namespace: root's files stay within reach. */
    NAMESPACE,
    /** The user nobody, where a container forbids namespaces. */
    NOBODY;

    private static final Duration BOUND = Duration.ofSeconds(10);

    static PostgresUser ofThisProcess() {
        if (!Machine.root()) {
            return SELF;
        }
        try {
            Command.run(BOUND, Path.of("/"), List.of("unshare", "-U", "true"));
            return NAMESPACE;
        } catch (SoftwareUnavailable _) {
            return NOBODY; // a missing setpriv is told by the command that needs it
        }
    }

    /** What a command begins with. */
    List<String> prefix() {
        return switch (this) {
            case SELF -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY -> List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        };
    }

    /** Gives that user a folder of ours with what is in it. */
    void own(Path folder) {
        if (this == NOBODY) {
            Command.run(BOUND, folder, List.of("chown", "-R", "65534:65534", folder.toString()));
        }
    }
}
