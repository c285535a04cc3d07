package larder.adapter.http;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What names one request in logs: as its sender named it, or as Larder does. */
record RequestId(String text) {
    static final String HEADER = "X-Request-Id";

    /** What can be written into a header, a line of a log and a shell without anything being read into it. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._~:/+=@-]{1,128}");

    private static final HexFormat HEX = HexFormat.of();

    /** The sender's own name if it sent one that can be kept, else a new one, which is 32 hexadecimal digits. */
    static RequestId of(List<String> headers) {
        return headers.size() == 1 && SANE.matcher(headers.getFirst()).matches()
                ? new RequestId(headers.getFirst())
                : fresh();
    }

    /** Nobody has to be unable to guess it. */
    private static RequestId fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new RequestId(HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong()));
    }
}
