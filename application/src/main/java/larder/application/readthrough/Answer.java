package larder.application.readthrough;

import larder.domain.port.Codec;
import larder.domain.port.Encoded;

/** What a read through the cache came to: a value or its absence, and where that is known from. */
public sealed interface Answer<V> {
    Provenance provenance();

    /** The same from elsewhere. */
    Answer<V> from(Provenance other);

    /** There is one. It is kept in its stored form, which may be passed on as it is. */
    record Found<V>(Encoded encoded, Codec<V> codec, Provenance provenance) implements Answer<V> {
        public V value() {
            return codec.decode(encoded);
        }

        @Override
        public Answer<V> from(Provenance other) {
            return new Found<>(encoded, codec, other);
        }
    }

    /** There is none; the database said so. */
    record Absent<V>(Provenance provenance) implements Answer<V> {
        @Override
        public Answer<V> from(Provenance other) {
            return new Absent<>(other);
        }
    }
}
