package larder.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import larder.domain.port.Codec;
import larder.domain.port.Encoded;

/** Text as it is, under a format of one's choice. */
public record TextCodec(String format) implements Codec<String> {
    @Override
    public Encoded encode(String value) {
        return new Encoded(format, value.getBytes(UTF_8));
    }

    @Override
    public String decode(Encoded encoded) {
        if (!encoded.format().equals(format)) {
            throw new IllegalArgumentException("not " + format + " but " + encoded.format());
        }
        return new String(encoded.bytes(), UTF_8);
    }
}
