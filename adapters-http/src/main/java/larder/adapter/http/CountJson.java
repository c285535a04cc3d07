package larder.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;

/** A count as JSON: <code>{"count":12000}</code>, a number wherever it comes from. */
final class CountJson implements Codec<Long> {
    private static final String FORMAT = "count/1";
    private static final Pattern COUNT = Pattern.compile("\\{\"count\":(\\d{1,18})}");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(Long count) {
        return new Encoded(FORMAT, ("{\"count\":" + count + "}").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Long decode(Encoded encoded) {
        Matcher count = COUNT.matcher(new String(encoded.bytes(), StandardCharsets.US_ASCII));
        if (!encoded.format().equals(FORMAT) || !count.matches()) {
            throw new Malformed("it must be of the format " + FORMAT, List.of());
        }
        return Long.valueOf(count.group(1));
    }
}
