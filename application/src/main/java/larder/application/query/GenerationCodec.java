package larder.application.query;

import java.nio.charset.StandardCharsets;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;

/** A generation as its name, which is not answered to anybody. */
final class GenerationCodec implements Codec<Generation> {
    private static final String FORMAT = "generation/1";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(Generation generation) {
        return new Encoded(FORMAT, generation.name().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Generation decode(Encoded encoded) {
        return new Generation(new String(encoded.bytes(), StandardCharsets.US_ASCII));
    }
}
