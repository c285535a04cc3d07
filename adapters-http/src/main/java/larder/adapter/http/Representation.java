package larder.adapter.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import larder.domain.port.Encoded;

/**
 * What a public read answers. Every cache on the way may keep it and has to ask, by its tag, whether it still stands before it is
 * used: no time is promised, since a change by SQL is to be seen at once. Whatever is not answered by this is kept by nobody.
 */
final class Representation {
    private static final String KEEP_AND_ASK = "public, no-cache";
    private static final String MADE_HERE = "made here";
    private static final Compressed GZIP =
            new Compressed(16 * 1024 * 1024, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    private Representation() {}

    static void one(byte[] body, Context context) throws IOException {
        one(new Encoded(MADE_HERE, body), context);
    }

    static void many(byte[] body, Context context) throws IOException {
        many(new Encoded(MADE_HERE, body), context);
    }

    /** Sends one thing as it is, with a strong tag, on which a write can be made to depend. */
    static void one(Encoded body, Context context) throws IOException {
        String tag = EntityTag.of(body);
        begin(tag, context.res());
        if (Conditions.of(context.req()).spare(tag)) {
            notModified(context);
        } else {
            Reply.bytes(context, body.bytes());
        }
    }

    /** Sends what may be long: in gzip, if that pays and is accepted. Its tag is weak then, since another gzip makes other bytes. */
    static void many(Encoded list, Context context) throws IOException {
        String tag = EntityTag.of(list);
        byte[] body = list.bytes();
        boolean gzip = Compressed.pays(body) && Accepted.gzip(context.req());
        begin(gzip ? EntityTag.weak(tag) : tag, context.res());
        context.res().addHeader("Vary", "Accept-Encoding");
        if (Conditions.of(context.req()).spare(tag)) {
            notModified(context);
            return;
        }
        Optional<byte[]> small = gzip ? GZIP.of(tag, body) : Optional.empty();
        if (small.isPresent()) {
            context.header("Content-Encoding", "gzip");
        } else {
            context.header("ETag", tag);
        }
        Reply.bytes(context, small.orElse(body));
    }

    /** Sends what a write made of a thing, as the next read of it would. */
    static void written(String location, byte[] body, Context context) throws IOException {
        context.header("Content-Location", location);
        context.header("ETag", EntityTag.of(body));
        Reply.bytes(context, body);
    }

    private static void begin(String tag, HttpServletResponse response) {
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", KEEP_AND_ASK);
    }

    private static void notModified(Context context) throws IOException {
        context.status(304);
        // There is none: what was set is the type of the body that is spared.
        context.res().setContentType(null);
        // Jetty would add the length of no body, which is not that of the body that is spared.
        context.res().flushBuffer();
    }
}
