package larder.contracts;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import larder.domain.port.Versioned;

/** What rows hold, whatever their versions. */
final class Rows {
    private Rows() {}

    static <K, V> Map<K, V> values(Map<K, Versioned<V>> rows) {
        return rows.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, row -> row.getValue().value()));
    }
}
