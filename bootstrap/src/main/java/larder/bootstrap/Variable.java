package larder.bootstrap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The names by which Larder is set, from the environment or a properties file. */
enum Variable {
    LARDER_HTTP_HOST,
    LARDER_HTTP_PORT,
    LARDER_DATABASE_URL("PG_SERVICE_URI"),
    LARDER_CACHE,
    LARDER_VALKEY_URL("VALKEY_SERVICE_URI"),
    LARDER_CACHE_TTL_SECONDS("CACHE_TIMEOUT_SECONDS"),
    LARDER_AUTH,
    LARDER_CONFIG,
    /** Read by the {@code larder} script: where a JDK is. */
    LARDER_JAVA_HOME,
    /** Read by the {@code larder} script: {@code off} starts without an AOT cache. */
    LARDER_AOT;

    /** Names that begin so are read by the tests' servers, not by Larder. */
    private static final String OF_TESTS = "LARDER_TEST_";

    private final List<String> otherNames;

    Variable(String... otherNames) {
        this.otherNames = List.of(otherNames);
    }

    /** The name itself, then those under which hosting services and the tutorials give the same. */
    List<String> names() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(name()), otherNames.stream())
                .toList();
    }

    static boolean isUnknown(String name) {
        return name.startsWith("LARDER_")
                && !name.startsWith(OF_TESTS)
                && Arrays.stream(values()).noneMatch(variable -> variable.name().equals(name));
    }

    /** The name that somebody may have meant. */
    static Optional<String> like(String name) {
        return Arrays.stream(values())
                .map(Variable::name)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .filter(known -> distance(known, name) <= 6);
    }

    /** Levenshtein's distance: how many letters must be put in, taken out or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
