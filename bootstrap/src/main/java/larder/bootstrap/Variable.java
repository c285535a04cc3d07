package larder.bootstrap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names by which Larder is set, from the environment or a properties file. */
enum Variable {
    LARDER_HTTP_HOST,
    LARDER_HTTP_PORT,
    LARDER_DATABASE_URL("PG_SERVICE_URI"),
    LARDER_CACHE,
    LARDER_VALKEY_URL("VALKEY_SERVICE_URI"),
    LARDER_MEMCACHED_URL,
    LARDER_CACHE_TTL_SECONDS("CACHE_TIMEOUT_SECONDS"),
    LARDER_AUTH,
    LARDER_ADMIN_PASSWORD,
    /** Read before anything is logged: see {@link LogForm}. */
    LARDER_LOG,
    LARDER_CONFIG,
    /** Read by the {@code larder} script: where a JDK is. */
    LARDER_JAVA_HOME,
    /** Read by the {@code larder} script: {@code off} starts without an AOT cache. */
    LARDER_AOT;

    /** Names that begin so are read by the tests' servers, not by Larder. */
    private static final String OF_TESTS = "LARDER_TEST_";

    private final @Nullable String otherName;

    Variable() {
        this.otherName = null;
    }

    Variable(String otherName) {
        this.otherName = otherName;
    }

    /** The name itself, then the one under which a hosting service or a tutorial gives the same. */
    List<String> names() {
        return otherName == null ? List.of(name()) : List.of(name(), otherName);
    }

    static boolean isUnknown(String name) {
        return name.startsWith("LARDER_")
                && !name.startsWith(OF_TESTS)
                && Arrays.stream(values()).noneMatch(variable -> variable.name().equals(name));
    }

    /** The name that somebody may have meant. */
    static Optional<String> like(String name) {
        return Nearest.of(name, Arrays.stream(values()).map(Variable::name).toList(), 6);
    }
}
