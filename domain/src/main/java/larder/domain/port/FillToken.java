package larder.domain.port;

/** The right to fill one entry, once. Its text is made by the cache and is never given out twice. */
public record FillToken(String value) {}
