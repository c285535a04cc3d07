package larder.adapter.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import larder.application.readthrough.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. */
final class Reply {
    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private Reply() {}

    /**
     * Sends bytes as they are, as JSON unless another type was set. {@code Context.result} would copy them through a stream
     * and a fresh buffer of 32 KiB; the length that is known beforehand spares Jetty the counting.
     */
    static void bytes(Context context, byte[] body) throws IOException {
        write(context.res(), body);
    }

    /** The stored forms of those that exist, as they are, in an array. */
    static <V> byte[] array(Collection<Answer<V>> answers) {
        ByteArrayOutputStream array = new ByteArrayOutputStream(64 * answers.size() + 2);
        char before = '[';
        for (Answer<V> answer : answers) {
            if (answer instanceof Answer.Found<V> found) {
                array.write(before);
                array.writeBytes(found.encoded().bytes());
                before = ',';
            }
        }
        if (before == '[') {
            array.write('[');
        }
        array.write(']');
        return array.toByteArray();
    }

    /** Sends a problem; {@code instance} is the name of this occurrence of it. */
    static void problem(HttpServletResponse response, Problem problem, String instance) {
        response.setStatus(problem.kind().status());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("ETag", null);
        problem.headers().forEach(response::setHeader);
        response.setContentType(Problem.CONTENT_TYPE);
        // Jetty would add the charset of the JSON that was to be answered, which this type does not have.
        response.setCharacterEncoding(null);
        try {
            write(response, problem.json(instance, response.getHeader(RequestId.HEADER)));
        } catch (IOException gone) {
            LOG.debug("A problem could not be sent: the client went away, there is nothing to do", gone);
        }
    }

    private static void write(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
