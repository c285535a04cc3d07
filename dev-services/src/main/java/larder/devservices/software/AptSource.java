package larder.devservices.software;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One source of packages, as apt's own configuration on this machine names it.
 *
 * @param options the other fields of a deb822 stanza (their names count without case), such as Signed-By
 */
record AptSource(
        List<String> types,
        List<String> uris,
        List<String> suites,
        List<String> components,
        Map<String, String> options) {
    private static final List<String> KEYRINGS = List.of("debian-archive-", "ubuntu-archive-");

    AptSource {
        types = List.copyOf(types);
        uris = List.copyOf(uris);
        suites = List.copyOf(suites);
        components = List.copyOf(components);
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(options);
        options = anyCase;
    }

    /**
     * Whether it is the system's own archive for that release. Others use the release's name too, so it must be signed by the
     * system's keyring or, where the entry names no keyring, lie in a folder that is named after the system.
     */
    boolean officialFor(String release) {
        boolean enabled = !options.getOrDefault("Enabled", "yes").equalsIgnoreCase("no");
        return enabled
                && types.contains("deb")
                && suites.contains(release)
                && components.contains("main")
                && (signedBySystem() || (!options.containsKey("Signed-By") && inSystemsFolder()));
    }

    private boolean signedBySystem() {
        String signedBy = options.getOrDefault("Signed-By", "");
        String keyring = signedBy.substring(signedBy.lastIndexOf('/') + 1);
        return KEYRINGS.stream().anyMatch(keyring::startsWith);
    }

    private boolean inSystemsFolder() {
        return uris.stream()
                .map(AptSource::lastSegment)
                .allMatch(name -> name.startsWith("debian") || name.startsWith("ubuntu"));
    }

    private static String lastSegment(String uri) {
        String bare = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return bare.substring(bare.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** The same source for another suite, as a deb822 stanza. */
    String stanza(String suite) {
        String fields = options.entrySet().stream()
                .filter(option -> !option.getKey().equalsIgnoreCase("Enabled"))
                .map(option -> option.getKey() + ": " + option.getValue() + "\n")
                .collect(Collectors.joining());
        return "Types: deb\nURIs: %s\nSuites: %s\nComponents: %s\n%s\n"
                .formatted(String.join(" ", uris), suite, String.join(" ", components), fields);
    }

    /** The first source of a list that is the system's own. */
    static Optional<AptSource> official(List<AptSource> sources, String release) {
        return sources.stream().filter(source -> source.officialFor(release)).findFirst();
    }
}
