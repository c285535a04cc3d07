package larder.adapter.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes bodies. */
final class Reply {
    private Reply() {}

    /**
     * Sends bytes as they are. {@code Context.result} would copy them through a stream and a fresh buffer of 32 KiB; the
     * length that is known beforehand saves Jetty from counting.
     */
    static void write(Context context, byte[] body) throws IOException {
        HttpServletResponse response = context.res();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
