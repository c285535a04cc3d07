package larder.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The bytes of a request, read within bounds of size and time. */
final class RequestBody {
    private static final int LONGEST = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern JSON = Pattern.compile(
            "application/json[ \\t]*(;[ \\t]*charset=(utf-8|\"utf-8\")[ \\t]*)?", Pattern.CASE_INSENSITIVE);

    private RequestBody() {}

    /** The body of a request that says it is JSON. */
    static byte[] json(HttpServletRequest request) throws IOException {
        String type = request.getHeader("Content-Type");
        if (type == null || !JSON.matcher(type).matches()) {
            throw new Refused(
                    Problem.of(ProblemKind.UNSUPPORTED_BODY, "Content-Type must be application/json, in UTF-8")
                            .with(request.getMethod().equals("POST") ? "Accept-Post" : "Accept", Router.JSON));
        }
        if (request.getHeader("Content-Encoding") != null) {
            throw new Refused(Problem.of(ProblemKind.UNSUPPORTED_BODY, "the body must come without a Content-Encoding")
                    .with("Accept-Encoding", "identity"));
        }
        if (request.getContentLengthLong() > LONGEST) {
            throw new Refused(tooLarge());
        }
        try {
            return read(request.getInputStream());
        } catch (IOException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw tooSlow();
            }
            throw failure;
        }
    }

    static Problem tooLarge() {
        return Problem.of(ProblemKind.BODY_TOO_LARGE, "a body has at most " + LONGEST + " bytes");
    }

    /** A length that was announced proves nothing, and a chunked body announces none: so what comes is counted. */
    private static byte[] read(InputStream body) throws IOException {
        long begun = System.nanoTime();
        byte[] bytes = new byte[LONGEST + 1];
        int filled = 0;
        for (int read = 0; read >= 0; read = body.read(bytes, filled, bytes.length - filled)) {
            filled += read;
            if (filled > LONGEST) {
                throw new Refused(tooLarge());
            }
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw tooSlow();
            }
        }
        return Arrays.copyOf(bytes, filled);
    }

    private static Refused tooSlow() {
        return new Refused(ProblemKind.TOO_SLOW, "a body has " + PATIENCE.toSeconds() + " s to come");
    }
}
