package larder.domain.port;

/**
 * What a row holds.
 *
 * @param version rises with every change of the row that this value shows; begins anew when the row is deleted and inserted again
 */
public record Versioned<V>(V value, long version) {}
