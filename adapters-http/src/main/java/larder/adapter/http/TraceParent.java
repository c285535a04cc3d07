package larder.adapter.http;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as the header {@code traceparent} has it (W3C Trace Context).
 *
 * @param traceId 32 hexadecimal digits, in lower case, not all of them zero
 * @param spanId 16 of them, not all zero: the caller's span when it was read, Larder's own after {@link #child()}
 * @param flags two of them; only those that Larder knows
 */
record TraceParent(String traceId, String spanId, String flags) {
    static final String HEADER = "traceparent";

    /** How a server tells its caller under which span it answered, by the same specification's draft. */
    static final String ANSWERED = "traceresponse";

    private static final String ZERO = "0";
    private static final String VERSION = "00";
    private static final String FORBIDDEN_VERSION = "ff";
    /** Sampled, and random: of what Larder does not know it must not say that it holds. */
    private static final int KNOWN_FLAGS = 0b11;

    private static final HexFormat HEX = HexFormat.of();

    /** A later version may say more behind a dash, which is passed over. */
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** What was sent, or empty if it was not sent, sent twice, or is not valid: then there is no trace to go on with. */
    static Optional<TraceParent> of(List<String> headers) {
        return headers.size() == 1 ? parse(headers.getFirst()) : Optional.empty();
    }

    private static Optional<TraceParent> parse(String header) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return Optional.empty();
        }
        String version = form.group(1);
        boolean longer = header.length() > form.end(4);
        if (version.equals(FORBIDDEN_VERSION)
                || (version.equals(VERSION) && longer)
                || isZero(form.group(2))
                || isZero(form.group(3))) {
            return Optional.empty();
        }
        int flags = HexFormat.fromHexDigits(form.group(4)) & KNOWN_FLAGS;
        return Optional.of(new TraceParent(form.group(2), form.group(3), HEX.toHexDigits((byte) flags)));
    }

    private static boolean isZero(String digits) {
        return digits.replace(ZERO, "").isEmpty();
    }

    /** The same trace, and a new span in it. */
    TraceParent child() {
        long span = ThreadLocalRandom.current().nextLong();
        return new TraceParent(traceId, HEX.toHexDigits(span == 0 ? 1 : span), flags);
    }

    /** As a header of version 00. */
    @Override
    public String toString() {
        return VERSION + "-" + traceId + "-" + spanId + "-" + flags;
    }
}
