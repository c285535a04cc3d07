package larder.adapter.http;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The header of that name: methods, always in the same order. */
final class Allow {
    private static final List<String> ORDER = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

    private Allow() {}

    static String of(Collection<String> methods) {
        return ORDER.stream().filter(methods::contains).collect(Collectors.joining(", "));
    }
}
